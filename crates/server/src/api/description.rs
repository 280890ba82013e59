//! The OpenAPI document: what the areas say, and what is the same for all of them.
//!
//! Each operation may be refused in the same ways, and each POST takes a key; that is said here once
//! instead of at each handler.

use serde_json::json;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ComponentsBuilder, ContentBuilder, HeaderBuilder, InfoBuilder, LicenseBuilder,
        ObjectBuilder, OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Required, Response,
        ResponseBuilder, Schema, Type,
        path::{Operation, Parameter, ParameterBuilder, ParameterIn},
        security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
        server::Server,
        tag::TagBuilder,
    },
};

const TOKEN: &str = "token";
const ABOUT: &str = "1-on-1s that belong to the member. A personal access token acts for its person: \
`read` reads, `write` reads and changes, `memo` opens live memos at `/api/memo` (Hocuspocus and \
y-websocket). Names and sentences come in the language of the token's person, problems in that of \
`Accept-Language`. What belongs to another organization or pair does not exist: 404.";

const TAGS: [(&str, &str); 14] = [
    ("people", "Oneself and the people of the organization."),
    ("pairs", "A leader and a member over a period; each owns what the two share."),
    ("series", "How often a pair meets."),
    ("one-on-ones", "Meetings of a pair: scheduled, held, skipped, cancelled."),
    ("agenda", "Topics, what the member would like for each, and what became of them."),
    ("precheck", "The leader's look before the start."),
    ("promises", "Who does what until when."),
    ("handovers", "What a member lets go along to the next leader."),
    ("shares", "Passages of a memo for a third reader, agreed by both of the two."),
    ("wishes", "What one of the two wishes were different."),
    ("comments", "What one of the two says beside a passage of what they wrote together."),
    ("memos", "What the two wrote, and one's own note."),
    ("history", "The past of a pair, and everything of one's own to take along."),
    ("topics", "What can be talked about."),
];

/// A refusal that any operation may meet: name, status, description.
const REFUSALS: [(&str, &str, &str); 8] = [
    ("SignedOut", "401", "No token, or one that is unknown, expired or ended."),
    (
        "Forbidden",
        "403",
        "The token lacks the scope, or its person may see this and not change it.",
    ),
    ("NotFound", "404", "It does not exist for this token's person."),
    (
        "Conflict",
        "409",
        "Somebody was quicker, it is over, or the key was used for another request.",
    ),
    ("TooLarge", "413", "More than 256 KiB at once."),
    ("Invalid", "422", "Something cannot be accepted; `errors` names each field. Nothing changed."),
    ("Internal", "500", "A mistake of ours, with a number to ask about."),
    ("Unavailable", "503", "The storage is away or full; `Retry-After` says when to try again."),
];

/// What `application/problem+json` holds (RFC 9457).
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what platform::routing answers")]
#[schema(example = json!({
    "type": "https://aizuchi.example/api/problems/invalid", "title": "Please check what you entered",
    "status": 422, "code": "invalid", "detail": "Something could not be accepted.",
    "next": "Mend the fields named in \"errors\" and send it again.", "request_id": "1d8tz3m9q0z00",
    "errors": [{"field": "topic", "reason": "This topic is on the agenda already."}]
}))]
struct Problem {
    /// An address that tells what this code means.
    r#type: String,
    title: String,
    status: u16,
    /// The stable word for programs.
    code: String,
    detail: String,
    /// What to do now.
    next: String,
    /// To ask about.
    request_id: String,
    /// With 422: which fields are wrong, and why.
    #[schema(nullable = false)]
    errors: Option<Vec<FieldProblem>>,
    /// With 409 after `If-Match`: the thing as it is now.
    #[schema(nullable = false)]
    current: Option<serde_json::Value>,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "describes what platform::routing answers")]
struct FieldProblem {
    field: String,
    reason: String,
}

/// The OpenAPI document of all areas, for the installation at `origin`.
pub fn openapi(origin: &str) -> OpenApi {
    let licence = LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Aizuchi")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(licence))
        .build();
    let tag = |(name, about)| TagBuilder::new().name(name).description(Some(about)).build();
    let own = OpenApiBuilder::new()
        .info(info)
        .servers(Some([Server::new(origin)]))
        .tags(Some(TAGS.map(tag)))
        .components(Some(components().build()))
        .security(Some([SecurityRequirement::new(TOKEN, [] as [&str; 0])]))
        .build();
    let mut all = own.merge_from(people::openapi()).merge_from(meetings::openapi());
    for (path, item) in &mut all.paths.paths {
        let has_parts = path.contains('{');
        for (method, operation) in operations(item) {
            complete(operation, has_parts, method);
        }
    }
    all
}

fn components() -> ComponentsBuilder {
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    let mut parts = ComponentsBuilder::new()
        .security_scheme(TOKEN, SecurityScheme::Http(bearer))
        .schema("Problem", Problem::schema())
        .schema("FieldProblem", FieldProblem::schema());
    for (name, status, about) in REFUSALS {
        parts = parts.response(name, refusal(status, about));
    }
    parts
}

fn text() -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).into()
}

fn refusal(status: &str, about: &str) -> Response {
    let response = ResponseBuilder::new().description(about).content(PROBLEM, problem());
    let header =
        |about: &str| HeaderBuilder::new().schema(Some(text())).description(Some(about)).build();
    match status {
        "401" => response.header("WWW-Authenticate", header("`Bearer`")).build(),
        "503" => response.header("Retry-After", header("Seconds to wait.")).build(),
        _ => response.build(),
    }
}

const PROBLEM: &str = "application/problem+json";

fn problem() -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build()
}

/// The operations of an address.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Adds what every operation has: its refusals, and the key of a POST.
fn complete(operation: &mut Operation, has_parts: bool, method: &str) {
    let (has_body, is_get) = (operation.request_body.is_some(), method == "GET");
    if method == "POST" {
        operation.parameters.get_or_insert_default().push(RefOr::T(key()));
    }
    for parameter in operation.parameters.iter_mut().flatten() {
        sharpen(parameter);
    }
    let has_input = has_body || operation.parameters.as_ref().is_some_and(|all| !all.is_empty());
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        let RefOr::T(response) = response else { continue };
        match status.as_str() {
            "200" => response.description = "As it is now.".into(),
            "201" => response.description = "Made; this is it.".into(),
            refused if refused.starts_with('4') => {
                response.content.insert(PROBLEM.into(), problem().into());
            }
            _ => (),
        }
    }
    for (name, status, _) in REFUSALS {
        let possible = match status {
            "404" => has_parts,
            "409" => !is_get,
            "413" => has_body,
            "422" => has_input,
            _ => true,
        };
        if possible {
            let refusal = Ref::from_response_name(name);
            responses.entry(status.into()).or_insert(RefOr::Ref(refusal));
        }
    }
}

/// A parameter that may be left out is text where it is there.
fn sharpen(parameter: &mut RefOr<Parameter>) {
    let RefOr::T(parameter) = parameter else { return };
    if parameter.name == "cursor" {
        // Each list has its own; one that is made up leads nowhere.
        parameter.schema = Some(ObjectBuilder::new().schema_type(Type::String).into());
    }
    if parameter.name == "If-Match" {
        let tag = ObjectBuilder::new().schema_type(Type::String);
        let tag = tag.pattern(Some(r#"^(\*|"[0-9]+")$"#)).examples([json!("\"3\"")]);
        parameter.schema = Some(tag.into());
    }
}

fn key() -> Parameter {
    let about = "A key of your choice, such as a UUID: the same request with the same key has one \
                 effect and one answer, for seven days.";
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(120))
        .examples([json!("5f0c6f3e-3c1b-4d0f-9d1f-2f6f0a2f7c11")]);
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}
