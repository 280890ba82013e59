//! A thousand people open memos at the same instant, and nobody is alone in a copy.

use super::*;
use crate::memo::hub;
use std::sync::Arc;
use tokio::sync::Barrier;

on_both! {
    async fn a_thousand_first_openings_split_nothing(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (hall.house.app.clone(), hall.two.organization);
        let mut memos = Vec::new();
        for day in 0..500 {
            let id = one_on_one_with_documents(&hall, day).await;
            memos.push(id);
        }
        let barrier = Arc::new(Barrier::new(1_000));
        let openings = memos.iter().flat_map(|memo| [memo.clone(), memo.clone()]).map(|memo| {
            let (app, barrier) = (app.clone(), barrier.clone());
            tokio::spawn(async move {
                barrier.wait().await;
                hub(&app).enter(&app, organization, &memo).await.unwrap()
            })
        });
        let mut open = Vec::new();
        for opening in openings.collect::<Vec<_>>() {
            open.push(opening.await.unwrap());
        }
        let split = open.chunks(2).filter(|pair| !Arc::ptr_eq(&pair[0], &pair[1])).count();
        assert_eq!((split, hub(&app).count()), (0, 500));
    }
}

async fn one_on_one_with_documents(hall: &Hall, number: i64) -> Memo {
    let organization = hall.two.organization;
    let id = plan(&hall.house, &hall.two, 1 + number % 300).await;
    let mut tx = hall.house.app.system(organization, "test");
    let documents = crate::memo::documents(&mut tx, id, hall.two.member).await.unwrap().unwrap();
    tx.load::<Edit, Memo>(documents.shared).await.unwrap().into_row()
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
