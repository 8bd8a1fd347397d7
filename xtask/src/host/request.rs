//! Reading a request (RFC 9112), as far as a static host needs to.

use std::io::{self, BufRead};

pub(super) struct Request {
    pub(super) method: String,
    /// Without the query.
    pub(super) path: String,
    /// The value of `Accept-Encoding`.
    pub(super) accepts: String,
    /// Whether the connection stays open for another request.
    pub(super) keeps: bool,
}

/// Reads one request. Returns none when the client has closed the connection.
///
/// # Errors
/// When the connection breaks or times out.
pub(super) fn read(lines: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if lines.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default().to_owned();
    let mut request = Request { method, path, accepts: String::new(), keeps: true };
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            return Ok(Some(request));
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        if name.eq_ignore_ascii_case("Accept-Encoding") {
            value.trim().clone_into(&mut request.accepts);
        }
        if name.eq_ignore_ascii_case("Connection") && value.trim().eq_ignore_ascii_case("close") {
            request.keeps = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_requests_of_one_connection_are_read_apart() {
        let mut lines =
            "GET /a/?x=1 HTTP/1.1\r\nAccept-Encoding: br\r\n\r\nHEAD /b HTTP/1.1\r\nConnection: close\r\n\r\n"
                .as_bytes();
        let first = read(&mut lines).unwrap().unwrap();
        assert_eq!((first.path.as_str(), first.accepts.as_str(), first.keeps), ("/a/", "br", true));
        let second = read(&mut lines).unwrap().unwrap();
        assert_eq!((second.method.as_str(), second.path.as_str(), second.keeps), ("HEAD", "/b", false));
        assert!(read(&mut lines).unwrap().is_none());
    }
}
