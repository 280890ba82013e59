//! SIGTERM: what is on its way finishes, what hangs does not hold the process.

use crate::{
    child::{Installation, signal},
    http::get,
};
use platform::{db::Engine, on_both};
use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

on_both! {
    async fn an_idle_server_stops_at_once(house: crate::house::house) {
        let installation = Installation::new(house.engine).await;
        let mut running = installation.serve();
        let mut kept = TcpStream::connect(&running.address).unwrap();
        kept.write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let read = kept.read(&mut [0; 4096]).unwrap();
        assert!(read > 0);
        let unused = TcpStream::connect(&running.address).unwrap();
        let (status, took) = running.terminate();
        assert!(status.success(), "{status}");
        assert!(took < Duration::from_secs(3), "{took:?}");
        drop((kept, unused));
    }
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_the_process() {
    let installation = Installation::new(Engine::Sqlite).await;
    let mut running = installation.serve();
    let mut slow = TcpStream::connect(&running.address).unwrap();
    slow.write_all(b"GET /livez HTTP/1.1\r\nhost:").unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let (status, took) = running.terminate();
    assert!(status.success(), "{status}");
    // Ten are meant; a crowded machine gets some more. Without the deadline it would never end.
    assert!(took < Duration::from_secs(60), "{took:?}");
}

#[tokio::test]
async fn nobody_is_let_in_after_the_signal() {
    let installation = Installation::new(Engine::Sqlite).await;
    let mut running = installation.serve();
    assert_eq!(running.get("/livez").unwrap().status, 200);
    signal(&running.child);
    running.child.wait().unwrap();
    assert!(get(&running.address, "/livez").is_none());
}
