//! Ten thousand people open memos at the same instant, and nobody is alone in a copy.

use super::*;
use crate::memo::{MemoId, ROOT, hub, queries::log};
use memo_wire::Typist;
use platform::{Error, OrganizationId, app::App};
use std::sync::Arc;
use tokio::sync::Barrier;

const MEMOS: i64 = 5_000;

on_both! {
    async fn ten_thousand_first_openings_split_nothing(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (hall.house.app.clone(), hall.two.organization);
        let memos = memos_with_words(&hall).await;
        let barrier = Arc::new(Barrier::new(memos.len() * 2));
        let openings = memos.iter().flat_map(|memo| [memo.clone(), memo.clone()]).map(|memo| {
            let (app, barrier) = (app.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                enter(&app, organization, &memo).await
            })
        });
        let mut open = Vec::new();
        for opening in openings.collect::<Vec<_>>() {
            open.push(opening.await.unwrap());
        }
        let split = open.chunks(2).filter(|pair| !Arc::ptr_eq(&pair[0], &pair[1])).count();
        assert_eq!((split, hub(&app).count()), (0, memos.len()));
        let says = |n: usize| memo_wire::fold(&open[n].lock().document, ROOT).text;
        assert!((0..open.len()).all(|n| says(n) == format!("本文 {}\n", n / 2)));
    }
}

/// Comes again, as a client does, when so many ask the database that one waits too long.
async fn enter(app: &App, organization: OrganizationId, memo: &Memo) -> hub::Handle {
    loop {
        match hub(app).enter(app, organization, memo).await {
            Err(Error::Unavailable(_)) => (),
            entered => return entered.unwrap(),
        }
    }
}

/// As the real memo of the two, each with a line in its log.
async fn memos_with_words(hall: &Hall) -> Vec<Memo> {
    let (organization, shared) = (hall.two.organization, hall.shared().await);
    let mut tx = hall.house.app.system(organization, "test");
    let real = tx.load::<Edit, Memo>(shared).await.unwrap().into_row();
    drop(tx);
    let of = |n: i64| Memo { id: MemoId(real.id.0 + 1 + n), ..real.clone() };
    let memos: Vec<Memo> = (0..MEMOS).map(of).collect();
    let mut tx = hall.house.app.memo_log(organization, "test");
    for (n, memo) in memos.iter().enumerate() {
        let update = Typist::new(n as u64 + 1, ROOT).write(&format!("本文 {n}"));
        let row = log::NewRow { actor: hall.two.member, update };
        log::append(&mut tx, memo.id, 0, &[row], &[]).await.unwrap().unwrap();
    }
    tx.commit().await.unwrap();
    memos
}

on_both! {
    async fn sockets_that_arrive_together_share_one_memo(house: house) {
        let hall = Arc::new(Hall::open(house).await);
        let shared = hall.shared().await;
        let (leader, member) = (hall.session(hall.two.leader).await, hall.session(hall.two.member).await);
        for round in 0..10 {
            let come = |session: String, client: u64| {
                let hall = hall.clone();
                tokio::spawn(async move { hall.page_with(&session, shared, client).await })
            };
            let (one, two) = (come(leader.clone(), 100 + round), come(member.clone(), 200 + round));
            let (mut one, mut two) = (one.await.unwrap(), two.await.unwrap());
            one.say(&format!("上司 {round}")).await;
            two.say(&format!("部下 {round}")).await;
            one.until(|client| client.text().contains(&format!("部下 {round}"))).await;
            two.until(|client| client.text().contains(&format!("上司 {round}"))).await;
            drop((one, two));
            while hub(&hall.house.app).count() > 0 {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
    }
}
