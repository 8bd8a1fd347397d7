//! Starts the app in the browser.

#[cfg(target_arch = "wasm32")]
mod start;

/// The standard library's allocator would be four times the size.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    #[cfg(target_arch = "wasm32")]
    start::run();
}
