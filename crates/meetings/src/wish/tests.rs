//! A wish is seen by the two, changed by its author alone, and gone when it is taken back.

use crate::{
    one_on_one::{OneOnOne, OneOnOneId},
    room,
    testing::{Two, house},
};
use platform::{
    access::{Edit, Scope},
    on_both, params, sql,
    testing::TestHouse,
};

async fn begun(house: &TestHouse, two: &Two) -> OneOnOneId {
    let id = two.plan(house, "2026-11-23T01:00:00Z").await;
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    room::start(&mut tx, &one_on_one).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The address of the one wish on the page of its author.
fn address(page: &platform::testing::Answer, id: OneOnOneId) -> String {
    let start = format!("/one-on-ones/{id}/wishes/");
    let rest = page.text.split(&start).nth(1).expect("a wish on the page");
    let wish: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("{start}{wish}")
}

on_both! {
    async fn either_notes_one_and_its_author_changes_it(house: house) {
        let two = Two::meet(&house).await;
        let id = begun(&house, &two).await;
        let (leader, member) =
            (two.browser(&house, two.leader).await, two.browser(&house, two.member).await);
        let here = format!("/one-on-ones/{id}");
        let fields = [("text", "朝の定例を短くしたい"), ("kind", "should_change")];
        member.post(&format!("{here}/wishes"), &fields).await.sees(&here);
        let page = leader.get(&here).await.ok();
        assert!(page.has("朝の定例を短くしたい") && page.has("変えたほうがよい"));
        let wish = address(&member.get(&here).await.ok(), id);
        assert_eq!(leader.post(&wish, &[("text", "書きかえ")]).await.status, 403);
        assert_eq!(leader.post(&format!("{wish}/withdrawal"), &[]).await.status, 403);
        member.post(&wish, &[("text", "朝の定例は15分に"), ("kind", "")]).await.sees(&here);
        let page = leader.get(&here).await.ok();
        assert!(page.has("朝の定例は15分に") && !page.has("短くしたい"));
        let empty = member.post(&wish, &[("text", " ")]).await;
        assert!(empty.status == 422 && empty.has("変えたいことを書いてください"));
        let wrong = member.post(&format!("{here}/wishes"), &[("text", "x"), ("kind", "y")]).await;
        assert_eq!(wrong.status, 422);
        member.post(&format!("{wish}/withdrawal"), &[]).await.sees(&here);
        assert!(!leader.get(&here).await.ok().has("15分に"));
        assert_eq!(member.post(&wish, &[("text", "また")]).await.status, 404);
    }
}

on_both! {
    async fn afterwards_it_stays_with_the_two(house: house) {
        let two = Two::meet(&house).await;
        let id = begun(&house, &two).await;
        let (leader, member) =
            (two.browser(&house, two.leader).await, two.browser(&house, two.member).await);
        let stranger = two.browser(&house, two.stranger).await;
        let here = format!("/one-on-ones/{id}");
        let note = [("text", "任せてもらえてうれしい"), ("kind", "rewarding")];
        leader.post(&format!("{here}/wishes"), &note).await.sees(&here);
        let wish = address(&leader.get(&here).await.ok(), id);
        assert_eq!(stranger.post(&wish, &[("text", "x")]).await.status, 404);
        member.post(&format!("{here}/closing"), &[]).await;
        assert!(member.get(&here).await.ok().has("任せてもらえて"));
        let journey = format!("/pairs/{}/journey", two.pair);
        assert!(member.get(&journey).await.ok().has("任せてもらえて"));
        assert!(member.get(&format!("{journey}?q=%E3%81%86%E3%82%8C%E3%81%97")).await.ok().has("うれし"));
        assert!(member.get("/export/aizuchi.md").await.ok().has("任せてもらえて"));
        assert!(member.get("/export/aizuchi.json").await.ok().has("\"rewarding\""));
        two.part(&house).await;
        assert_eq!(leader.get(&here).await.status, 404);
        assert_eq!(leader.post(&wish, &[("text", "x")]).await.status, 404);
        assert!(!leader.get("/export/aizuchi.md").await.ok().has("任せてもらえて"));
        assert!(member.get(&journey).await.ok().has("任せてもらえて"));
    }
}

on_both! {
    async fn programs_note_and_list_them(house: house) {
        let two = Two::meet(&house).await;
        let id = begun(&house, &two).await;
        let program = two.program(&house, two.member, &[Scope::Read, Scope::Write]).await;
        let path = format!("/api/v1/one-on-ones/{id}/wishes");
        let body = serde_json::json!({"text": "席を近くに", "kind": "feels_off"});
        assert_eq!(program.json("POST", &path, &body).await.status, 201);
        for path in [path, format!("/api/v1/pairs/{}/wishes", two.pair)] {
            let list = program.get(&path).await.ok().json();
            assert_eq!(list["items"][0]["text"], "席を近くに");
            assert_eq!(list["items"][0]["kind"], "feels_off");
        }
        let mut tx = house.app.system_reads(two.organization, "test");
        let sealed: Vec<u8> = tx
            .first(sql!("SELECT text FROM wishes WHERE organization_id = $1"), params![two.organization],
                |row| Ok(row.get(0)?))
            .await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("席"), "it is sealed");
    }
}
