//! The load: two people at each memo, so many keys a second each, and how long each key takes to
//! the other one and to the receipt.
//!
//! All of it runs on one thread of its own, with one clock.

use super::{
    Ids,
    client::{Client, Heard, Seat},
    contender::Contender,
    hands::Hands,
    meter::{Meter, Used},
};
use crate::{
    Outcome, Trouble,
    bench::{child::Server, load::on_a_thread},
};
use futures_util::future::try_join_all;
use memo_wire::frame::Sync;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    net::SocketAddr,
    rc::Rc,
    time::Duration,
};
use tokio::time::{Instant, sleep_until, timeout};

/// How much is typed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typing {
    pub memos: usize,
    /// Keys of each person in a second.
    pub pace: f64,
    /// Keys at the beginning that are not measured.
    pub warm: Duration,
    pub time: Duration,
    /// A caret with each key.
    pub presence: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    /// In the measured time, a second.
    pub sent: f64,
    pub delivered: f64,
    pub delivered_in_all: u64,
    /// Microseconds to the other one, and to the receipt; sorted.
    pub deliveries: Vec<u32>,
    pub receipts: Vec<u32>,
    /// Keys of the measured time that nobody saw within [`PATIENCE`] after it.
    pub missing: usize,
    /// Sockets that the server closed.
    pub closed: usize,
    pub used: Used,
    /// While all of them type.
    pub memory_mb: f64,
}

/// How long keys may still be on their way when nobody types any more.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a document may take to open.
const TO_OPEN: Duration = Duration::from_secs(60);
/// Sockets that are opened at the same moment.
pub(super) const TOGETHER: usize = 50;

/// Lets everybody type at a server that was just started.
pub(super) async fn run(
    contender: &Contender,
    server: &Server,
    meter: Meter,
    typing: Typing,
    ids: &Ids,
) -> Outcome<Typed> {
    let seats: Vec<[(Seat, u32); 2]> = (0..typing.memos)
        .map(|memo| [0, 1].map(|of_two| (contender.seat(memo, of_two), ids.next())))
        .collect();
    let address = server.address;
    on_a_thread(move || everybody(address, seats, typing, meter)).await
}

/// What all seats share.
struct Hall {
    typing: Typing,
    /// Between these keys count.
    from: Instant,
    until: Instant,
    sent: Cell<u64>,
    delivered: Cell<u64>,
    on_their_way: Cell<usize>,
    closed: Cell<usize>,
    deliveries: RefCell<Vec<u32>>,
    receipts: RefCell<Vec<u32>>,
}

/// Keys of one person that the other one has not seen yet: first clock, and when it was sent.
type OnTheirWay = RefCell<VecDeque<(u32, Instant)>>;

async fn everybody(
    address: SocketAddr,
    seats: Vec<[(Seat, u32); 2]>,
    typing: Typing,
    meter: Meter,
) -> Outcome<Typed> {
    let mut clients = Vec::new();
    for some in seats.chunks(TOGETHER) {
        let joined = some.iter().flatten().map(|(seat, _)| joined(address, seat));
        clients.extend(try_join_all(joined).await?);
    }
    let begin = Instant::now() + Duration::from_millis(100);
    let from = begin + typing.warm;
    let hall = Rc::new(Hall {
        typing,
        from,
        until: from + typing.time,
        sent: Cell::default(),
        delivered: Cell::default(),
        on_their_way: Cell::default(),
        closed: Cell::default(),
        deliveries: RefCell::default(),
        receipts: RefCell::default(),
    });
    let mut tasks = Vec::new();
    let mut clients = clients.into_iter();
    for (number, pair) in seats.iter().enumerate() {
        let lanes: Rc<[OnTheirWay; 2]> = Rc::default();
        for (of_two, client) in clients.by_ref().take(2).enumerate() {
            let share = (number * 2 + of_two) as f64 / (seats.len() * 2) as f64;
            let person = Person {
                client,
                hands: Hands::new(pair[of_two].1),
                own: of_two,
                lanes: lanes.clone(),
                waiting: VecDeque::new(),
                hall: hall.clone(),
                next: begin + Duration::from_secs_f64(share / typing.pace),
                pressed: 0,
            };
            tasks.push(tokio::task::spawn_local(person.sit_or_be_sent_out()));
        }
    }
    let (used, memory_mb) = watch(&hall, &meter).await;
    for task in tasks {
        task.await.map_err(Trouble::during("somebody who types"))?;
    }
    Ok(tell(&hall, used, memory_mb))
}

async fn joined(address: SocketAddr, seat: &Seat) -> Outcome<Client> {
    let mut client = Client::connect(address, seat).await?;
    let joining = timeout(TO_OPEN, client.join(&[0, 0])).await;
    joining.map_err(Trouble::during("a document was not opened"))??;
    Ok(client)
}

/// Reads the meters at both ends of the measured time.
async fn watch(hall: &Hall, meter: &Meter) -> (Used, f64) {
    sleep_until(hall.from).await;
    let before = meter.used();
    sleep_until(hall.until).await;
    (meter.used() - before, meter.memory_mb())
}

fn tell(hall: &Hall, used: Used, memory_mb: f64) -> Typed {
    let sorted = |all: &RefCell<Vec<u32>>| {
        let mut all = all.take();
        all.sort_unstable();
        all
    };
    let seconds = hall.typing.time.as_secs_f64();
    Typed {
        sent: hall.sent.get() as f64 / seconds,
        delivered: hall.delivered.get() as f64 / seconds,
        delivered_in_all: hall.delivered.get(),
        deliveries: sorted(&hall.deliveries),
        receipts: sorted(&hall.receipts),
        missing: hall.on_their_way.get(),
        closed: hall.closed.get(),
        used,
        memory_mb,
    }
}

impl Hall {
    fn counts(&self, at: Instant) -> bool {
        (self.from..self.until).contains(&at)
    }

    fn is_over(&self) -> bool {
        let now = Instant::now();
        now >= self.until + PATIENCE
            || now >= self.until + Duration::from_millis(200) && self.on_their_way.get() == 0
    }
}

struct Person {
    client: Client,
    hands: Hands,
    own: usize,
    lanes: Rc<[OnTheirWay; 2]>,
    /// Keys without a receipt.
    waiting: VecDeque<Instant>,
    hall: Rc<Hall>,
    next: Instant,
    pressed: u32,
}

impl Person {
    /// A server that closes a socket under load is a figure, not the end of the measurement.
    async fn sit_or_be_sent_out(self) {
        let hall = self.hall.clone();
        if let Err(error) = self.sit().await {
            tracing::warn!(%error, "somebody was sent out");
            hall.closed.set(hall.closed.get() + 1);
        }
    }

    async fn sit(mut self) -> Outcome<()> {
        let first = self.next;
        let pause = Duration::from_secs_f64(1.0 / self.hall.typing.pace);
        loop {
            tokio::select! {
                heard = self.client.hear() => self.take(&heard?),
                () = sleep_until(self.next) => {
                    let now = Instant::now();
                    if now < self.hall.until {
                        self.press().await?;
                        self.next = first + pause * self.pressed;
                    } else if self.hall.is_over() {
                        return Ok(());
                    } else {
                        self.next = now + Duration::from_millis(50);
                    }
                }
            }
        }
    }

    async fn press(&mut self) -> Outcome<()> {
        let clock = self.hands.clock();
        let update = self.hands.press();
        self.pressed += 1;
        let now = Instant::now();
        self.lanes[self.own].borrow_mut().push_back((clock, now));
        self.waiting.push_back(now);
        if self.hall.counts(now) {
            self.hall.sent.set(self.hall.sent.get() + 1);
            self.hall.on_their_way.set(self.hall.on_their_way.get() + 1);
        }
        self.client.send(Sync::Update(&update)).await?;
        if self.hall.typing.presence {
            self.client.show(self.hands.client(), clock).await?;
        }
        Ok(())
    }

    fn take(&mut self, heard: &Heard) {
        let now = Instant::now();
        match heard {
            // A peer may send what one wrote back to oneself.
            Heard::Update(client, clock) if *client != self.hands.client() => {
                self.see(*clock, now);
            }
            Heard::Receipt => {
                if let Some(sent) = self.waiting.pop_front().filter(|at| self.hall.counts(*at)) {
                    self.hall.receipts.borrow_mut().push(microseconds(sent, now));
                }
            }
            _ => (),
        }
    }

    fn see(&self, clock: u32, now: Instant) {
        let mut lane = self.lanes[1 - self.own].borrow_mut();
        while let Some((_, sent)) = lane.pop_front_if(|(first, _)| *first <= clock) {
            if self.hall.counts(sent) {
                self.hall.deliveries.borrow_mut().push(microseconds(sent, now));
                self.hall.on_their_way.set(self.hall.on_their_way.get() - 1);
            }
            if self.hall.counts(now) {
                self.hall.delivered.set(self.hall.delivered.get() + 1);
            }
        }
    }
}

fn microseconds(sent: Instant, now: Instant) -> u32 {
    u32::try_from((now - sent).as_micros()).unwrap_or(u32::MAX)
}
