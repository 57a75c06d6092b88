//! The same over a real connection.
use super::*;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// An endpoint that listens.
pub struct Running {
    pub address: SocketAddr,
    end: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Running {
    pub async fn new(app: Arc<App>, dist: Option<PathBuf>) -> Running {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let until = async move {
            let _ = ended.await;
        };
        let task = tokio::spawn(endpoint::serve(app, listener, dist, until));
        Running { address, end, task }
    }

    /// Asks it to end and waits until it has.
    pub async fn end(self) {
        let _ = self.end.send(());
        self.task.await.unwrap().unwrap();
    }
}

/// One connection.
pub struct Wire(SendRequest<Full<Bytes>>);

impl Wire {
    pub async fn to(address: SocketAddr) -> Wire {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Wire(sender)
    }

    pub async fn send(&mut self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = Request::builder().method(method).uri(target).header("host", "endpoint");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body))).unwrap();
        self.0.ready().await.unwrap();
        let response = self.0.send_request(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    pub async fn ask(&mut self, key: &Key, space: &[u8; 16], method: &str, rest: &str, body: &[u8]) -> Answer {
        let target = format!("/v1/{}/{rest}", hex(space));
        let header = key.header(method, &target, body, NOW);
        self.send(method, &target, &[("authorization", &header)], body).await
    }
}
