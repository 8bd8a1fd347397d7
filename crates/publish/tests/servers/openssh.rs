//! OpenSSH's server with keys of its own, which knows one key.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use catchword_publish::Server;
use tempfile::TempDir;

use crate::{Running, free_port, program, wait_for};

pub(crate) struct OpenSsh {
    /// Keys and settings.
    keys: TempDir,
    /// The folder of the site, in another one.
    web: TempDir,
    port: u16,
    _running: Running,
}

impl OpenSsh {
    pub(crate) fn start() -> OpenSsh {
        let keys = tempfile::tempdir().unwrap();
        let at = |name: &str| keys.path().join(name);
        for name in ["host", "known", "unknown"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(at(name)).status();
            assert!(made.unwrap().success());
        }
        std::fs::copy(at("known.pub"), at("authorized_keys")).unwrap();
        let port = free_port();
        let host = std::fs::read_to_string(at("host.pub")).unwrap();
        std::fs::write(at("known_hosts"), format!("[127.0.0.1]:{port} {host}")).unwrap();
        std::fs::write(at("no_hosts"), "").unwrap();
        let folder = keys.path().display();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\nPidFile \
             none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin \
             prohibit-password\nMaxStartups 100\nSubsystem sftp internal-sftp\n"
        );
        std::fs::write(at("sshd_config"), settings).unwrap();
        // As root, it needs this folder, which a service would make.
        std::fs::create_dir_all("/run/sshd").ok();
        let sshd = Command::new(program("CATCHWORD_SSHD"))
            .args(["-D", "-e", "-f"])
            .arg(at("sshd_config"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let running = Running(sshd);
        wait_for(port);
        let web = tempfile::Builder::new().prefix("wéb 'of' \"me\" $a *").tempdir().unwrap();
        OpenSsh { keys, web, port, _running: running }
    }

    /// The site's folder on this machine. It need not exist.
    pub(crate) fn folder(&self) -> PathBuf {
        self.web.path().join("my blög")
    }

    pub(crate) fn server(&self) -> Server {
        self.with("known", "known_hosts")
    }

    /// Signs in with a key that the server does not know.
    pub(crate) fn with_unknown_key(&self) -> Server {
        self.with("unknown", "known_hosts")
    }

    /// Does not know the server.
    pub(crate) fn with_unknown_host(&self) -> Server {
        self.with("known", "no_hosts")
    }

    fn with(&self, key: &str, hosts: &str) -> Server {
        let file = |name: &str| self.keys.path().join(name).display().to_string();
        let options = [
            "-F".to_owned(),
            "none".to_owned(),
            "-i".to_owned(),
            file(key),
            format!("-oUserKnownHostsFile={}", file(hosts)),
            "-oGlobalKnownHostsFile=none".to_owned(),
            "-oIdentitiesOnly=yes".to_owned(),
            "-oIdentityAgent=none".to_owned(),
            "-oStrictHostKeyChecking=yes".to_owned(),
            "-oBatchMode=yes".to_owned(),
        ];
        Server {
            host: "127.0.0.1".to_owned(),
            port: Some(self.port),
            path: self.folder().display().to_string(),
            ssh_options: options.into(),
        }
    }

    pub(crate) fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.folder().join(path)).ok()
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let file = self.folder().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    /// Whether anything is at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        Path::new(&self.folder()).join(path).exists()
    }
}
