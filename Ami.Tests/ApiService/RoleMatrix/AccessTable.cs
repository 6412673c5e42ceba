using Ami.Modules.Growth;
using Ami.Modules.Learning;
using Ami.Modules.Market;
using Ami.Modules.Notifications;
using Ami.Modules.PaperTrading;
using Ami.Modules.Workers;
using static Ami.Tests.ApiService.RoleMatrix.Who;
using Needs = Ami.TestKit.Needs;

namespace Ami.Tests.ApiService.RoleMatrix;

/// <summary>
/// Every endpoint of the system, and who may call it. A test fails for an endpoint that is not here, and says which line to add; it drives all of them as
/// everybody. A line is a promise to be thought about, not a copy of what the code does.
/// </summary>
internal static partial class AccessTable
{
    private const string Paper = "/api/trading/paper";

    public static readonly AccessLine[] Lines =
    [
        // The system itself.
        new("GET /api/version", Everybody),
        new("GET /openapi/{documentName}.json", Everybody),
        new("GET /.well-known/jwks.json", Everybody),
        new("GET /api/auth/jwks.json", Everybody),
        new("ANY /metrics", Everybody),
        new("ANY /health", Everybody),
        new("ANY /health/detailed", Support),
        new("ANY /ready", Everybody),
        new("ANY /alive", Everybody),
        new(
            "POST /api/internal/heartbeats",
            Edge,
            _ => "/api/internal/heartbeats",
            own => new
            {
                id = own.User,
                name = "ami-web",
                version = "0",
                host = "x",
                processId = 1,
                startedAt = "2026-01-01T00:00:00Z",
                figures = new { },
            }
        ),
        // Coming in.
        new("POST /api/auth/register", Everybody),
        new("POST /api/auth/register/finish", Everybody),
        new("POST /api/auth/login", Everybody),
        new("POST /api/auth/refresh", Everybody),
        new("POST /api/auth/logout", Everybody),
        new("POST /api/auth/password/forgot", Everybody),
        new("POST /api/auth/password/reset", Everybody),
        new("POST /api/auth/email/verify", SignedIn),
        new("POST /api/auth/email/restore", Everybody),
        new("POST /api/auth/email/resend", SignedIn),
        new("GET /api/auth/confirm", SignedIn),
        new("POST /api/auth/confirm", SignedIn),
        new("GET /api/auth/oauth", Everybody),
        new("GET /api/auth/oauth/{provider}", Everybody),
        new("POST /api/auth/oauth/finish", Everybody),
        new("POST /api/auth/oauth/{provider}/link", SignedIn) { Fresh = true },
        new("POST /api/auth/oauth/{provider}/confirm", SignedIn),
        new("GET /api/auth/2fa", SignedIn),
        new("POST /api/auth/2fa/setup", SignedIn) { Fresh = true },
        new("POST /api/auth/2fa/enable", SignedIn) { Fresh = true },
        new("POST /api/auth/2fa/disable", SignedIn) { Fresh = true },
        new("POST /api/auth/2fa/recovery-codes", SignedIn) { Fresh = true },
        new("POST /api/auth/2fa/verify", Everybody),
        new("GET /api/auth/2fa/devices", SignedIn),
        new("DELETE /api/auth/2fa/devices/{id:guid}", Owner, own => $"/api/auth/2fa/devices/{own.Device}"),
        // One's own account.
        new("GET /api/me", SignedIn),
        new("PATCH /api/me", SignedIn),
        new("POST /api/me/email", SignedIn) { Fresh = true },
        new("PUT /api/me/password", SignedIn),
        new("POST /api/me/password", SignedIn) { Fresh = true },
        new("PUT /api/me/avatar", SignedIn),
        new("DELETE /api/me/avatar", SignedIn),
        new("GET /api/me/export", SignedIn) { Fresh = true },
        new("GET /api/me/deletion", SignedIn),
        new("POST /api/me/deletion", SignedIn) { Fresh = true },
        new("GET /api/privacy", Everybody),
        new("GET /api/me/flags", SignedIn),
        new("GET /api/me/sessions", SignedIn),
        new("DELETE /api/me/sessions", SignedIn) { Fresh = true },
        new("DELETE /api/me/sessions/{id:guid}", Owner, own => $"/api/me/sessions/{own.Session}") { Fresh = true },
        new("GET /api/me/sign-in-methods", SignedIn),
        new("DELETE /api/me/sign-in-methods/{provider}", SignedIn) { Fresh = true },
        new("GET /api/users/{id:guid}/avatar", Everybody),
        // Long jobs, and requests whose answer was lost.
        new("GET /api/me/jobs", SignedIn),
        new("GET /api/me/jobs/stream", SignedIn),
        new("GET /api/me/jobs/{id:guid}", Owner, own => $"/api/me/jobs/{own.Job}"),
        new("GET /api/me/jobs/{id:guid}/file", Owner, own => $"/api/me/jobs/{own.Job}/file"),
        new("POST /api/me/jobs/{id:guid}/cancel", Owner, own => $"/api/me/jobs/{own.Job}/cancel"),
        new("POST /api/requests/{key}/settle", SignedIn),
        // Links to what somebody shares.
        new("GET /api/me/share-links", SignedIn),
        new("DELETE /api/me/share-links/{id:guid}", Owner, own => $"/api/me/share-links/{own.Link}"),
        // Notifications.
        .. Needs.Of<NotificationsModule, AccessLine>(
            new("GET /api/notifications", SignedIn),
            new("GET /api/notifications/unread", SignedIn),
            new("GET /api/notifications/stream", SignedIn),
            new("POST /api/notifications/read", SignedIn),
            new("POST /api/notifications/{id:guid}/read", Owner, own => $"/api/notifications/{own.Notification}/read"),
            new("GET /api/notifications/preferences", SignedIn),
            new("PUT /api/notifications/preferences/{kind}", SignedIn),
            new("GET /api/notifications/unsubscribe", Everybody),
            new("POST /api/notifications/unsubscribe", Everybody),
            new("POST /api/notifications/subscription/find", Everybody),
            new("PUT /api/notifications/subscription", Everybody)
        ),
        // Market.
        .. Needs.Of<MarketModule, AccessLine>(
            new("POST /api/admin/market/imports", Administrator),
            new("GET /api/admin/market/imports/{id:guid}", Administrator),
            new("GET /api/trading/symbols", SignedIn),
            new("GET /api/trading/symbols/{symbol}", SignedIn),
            new("GET /api/trading/chart/{symbol}", SignedIn),
            new("GET /api/trading/quotes", SignedIn),
            new("GET /api/trading/stream", SignedIn),
            new("GET /api/trading/stream/{symbol}", SignedIn)
        ),
        // Paper trading. What reads comes before what changes: the owner's turn is played for real.
        .. Needs.Of<PaperTradingModule, AccessLine>(
            new("GET /api/shared/paper-performance/{token}", Everybody, own => $"/api/shared/paper-performance/{own.ShareToken}"),
            new("GET /api/shared/paper-performance/{token}/pdf", Everybody, own => $"/api/shared/paper-performance/{own.ShareToken}/pdf"),
            new("GET /api/trading/paper/accounts", SignedIn),
            new("POST /api/trading/paper/accounts", SignedIn),
            new("GET /api/trading/paper/stream", SignedIn),
            new("GET /api/trading/paper/overview", Owner, own => $"{Paper}/overview?accountId={own.Account}"),
            new("GET /api/trading/paper/orders", Owner, own => $"{Paper}/orders?accountId={own.Account}"),
            new("GET /api/trading/paper/fills", Owner, own => $"{Paper}/fills?accountId={own.Account}"),
            new("GET /api/trading/paper/positions", Owner, own => $"{Paper}/positions?accountId={own.Account}"),
            new("GET /api/trading/paper/equity", Owner, own => $"{Paper}/equity?accountId={own.Account}"),
            new("GET /api/trading/paper/stats", Owner, own => $"{Paper}/stats?accountId={own.Account}"),
            new("GET /api/trading/paper/accounts/{id:guid}/statement", Owner, own => $"{Paper}/accounts/{own.Account}/statement?from=2026-01-01&to=2026-01-31"),
            new("POST /api/trading/paper/accounts/{id:guid}/share", Owner, own => $"{Paper}/accounts/{own.Account}/share", _ => new { amounts = false }),
            new("GET /api/trading/paper/reconciliation", Owner, own => $"{Paper}/reconciliation?accountId={own.Account}"),
            new(
                "POST /api/trading/paper/order",
                Owner,
                _ => $"{Paper}/order",
                own => new
                {
                    accountId = own.Account,
                    symbol = own.Symbol,
                    side = "buy",
                    type = "limit",
                    quantity = 1,
                    limitPrice = 40,
                }
            ),
            new("DELETE /api/trading/paper/order/{id:guid}", Owner, own => $"{Paper}/order/{own.Order}"),
            new("POST /api/trading/paper/positions/{symbol}/close", Owner, own => $"{Paper}/positions/{own.Symbol}/close?accountId={own.Account}"),
            new("POST /api/trading/paper/accounts/{id:guid}/reset", Owner, own => $"{Paper}/accounts/{own.Account}/reset", _ => new { })
        ),
        .. Payments,
        // Growth.
        .. Needs.Of<GrowthModule, AccessLine>(
            new("GET /api/feedback", SignedIn),
            new("POST /api/feedback", SignedIn),
            new("GET /api/feedback/{post}", SignedIn),
            new("PUT /api/feedback/{post}/vote", SignedIn),
            new("DELETE /api/feedback/{post}/vote", SignedIn),
            new("DELETE /api/feedback/{id:guid}", Owner, own => $"/api/feedback/{own.Idea}"),
            new("GET /api/announcements", SignedIn),
            new("GET /api/announcements/now", SignedIn),
            new("POST /api/announcements/read", SignedIn),
            new("POST /api/announcements/{announcement}/read", SignedIn),
            new("GET /api/changelog", Everybody),
            new("GET /api/registration", Everybody),
            new("POST /api/waitlist", Everybody),
            new("POST /api/waitlist/place", Everybody),
            new("POST /api/waitlist/confirm", Everybody),
            new("POST /api/waitlist/leave", Everybody),
            new("GET /r/{code}", Everybody),
            new("GET /api/affiliate", SignedIn),
            new("POST /api/affiliate", SignedIn),
            new("GET /api/affiliate/commissions", SignedIn),
            new("GET /api/affiliate/sign-ups", SignedIn),
            new("GET /api/invitations", SignedIn),
            new("POST /api/invitations", SignedIn),
            new("DELETE /api/invitations/{id:guid}", Owner, own => $"/api/invitations/{own.Invitation}")
        ),
        // Courses. What of a lesson is for whom says CourseGate, and CourseAccessTests hold it.
        .. Needs.Of<LearningModule, AccessLine>(
            new("GET /api/courses", Everybody),
            new("GET /api/courses/{course}", Everybody, own => $"/api/courses/{own.Course}"),
            new("POST /api/courses/{course}/enroll", SignedIn, own => $"/api/courses/{own.Course}/enroll"),
            new("GET /api/lessons/{lesson}", Everybody, own => $"/api/lessons/{own.Preview}"),
            new("POST /api/lessons/{lesson}/complete", SignedIn, own => $"/api/lessons/{own.Preview}/complete"),
            new("GET /api/me/learning", SignedIn)
        ),
        // Administration.
        new("GET /api/admin/users", Support),
        new("GET /api/admin/users/export.csv", Support),
        new("GET /api/admin/users/{id:guid}", Support),
        new("POST /api/admin/users/{id:guid}/lock", Support) { Fresh = true },
        new("DELETE /api/admin/users/{id:guid}/lock", Support) { Fresh = true },
        new("DELETE /api/admin/users/{id:guid}/sessions", Support),
        new("DELETE /api/admin/users/{id:guid}/two-factor", Support) { Fresh = true },
        new("POST /api/admin/users/{id:guid}/password-reset", Support),
        new("PUT /api/admin/users/{id:guid}/plan", Administrator) { Fresh = true },
        new("PUT /api/admin/users/{id:guid}/roles", Administrator) { Fresh = true },
        new("POST /api/admin/users/{id:guid}/impersonation", Administrator) { Fresh = true },
        new("DELETE /api/admin/users/{id:guid}/impersonation", Administrator),
        new("GET /api/admin/roles", Support),
        new("POST /api/admin/roles", Administrator) { Fresh = true },
        new("PUT /api/admin/roles/{role}", Administrator) { Fresh = true },
        new("PUT /api/admin/roles/{role}/permissions", Administrator) { Fresh = true },
        new("DELETE /api/admin/roles/{role}", Administrator) { Fresh = true },
        .. Needs.Of<WorkersModule, AccessLine>(
            new("POST /api/internal/ping", Worker),
            new("GET /api/admin/api-keys", Support),
            new("GET /api/admin/api-keys/export.csv", Support),
            new("GET /api/admin/api-keys/scopes", Support),
            new("POST /api/admin/api-keys", Administrator) { Fresh = true },
            new("POST /api/admin/api-keys/{id:guid}/rotate", Administrator) { Fresh = true },
            new("DELETE /api/admin/api-keys/{id:guid}", Administrator)
        ),
        .. Needs.Of<NotificationsModule, AccessLine>(
            new("GET /api/admin/mails", Support),
            new("GET /api/admin/mails/export.csv", Support),
            new("GET /api/admin/mails/{id:guid}", Support),
            // A mail's content can hold a link that opens an account.
            new("GET /api/admin/mails/{id:guid}/content", Administrator),
            new("POST /api/admin/mails/{id:guid}/retry", Support)
        ),
        .. Needs.Of<GrowthModule, AccessLine>(
            new("GET /api/admin/feedback", Support),
            new("GET /api/admin/feedback/export.csv", Support),
            new("PUT /api/admin/feedback/{id:guid}/answer", Support),
            new("POST /api/admin/feedback/{id:guid}/merge", Support),
            new("DELETE /api/admin/feedback/{id:guid}/merge", Support),
            new("DELETE /api/admin/feedback/{id:guid}", Support),
            new("GET /api/admin/announcements", Support),
            new("GET /api/admin/announcements/export.csv", Support),
            new("POST /api/admin/announcements", Administrator),
            new("PUT /api/admin/announcements/{id:guid}", Administrator),
            new("DELETE /api/admin/announcements/{id:guid}", Administrator),
            new("GET /api/admin/registration", Support),
            new("PUT /api/admin/registration", Administrator),
            new("GET /api/admin/waitlist", Support),
            new("GET /api/admin/waitlist/export.csv", Support),
            new("POST /api/admin/waitlist/invite", Administrator),
            new("DELETE /api/admin/waitlist/{id:guid}", Administrator),
            new("GET /api/admin/affiliates", Support),
            new("GET /api/admin/affiliates/export.csv", Support),
            new("PUT /api/admin/affiliates/{id:guid}/decision", Administrator),
            new("GET /api/admin/affiliates/commissions", Support),
            new("GET /api/admin/affiliates/commissions/export.csv", Support),
            new("GET /api/admin/affiliates/signals", Support),
            new("GET /api/admin/affiliates/signals/export.csv", Support),
            new("PUT /api/admin/affiliates/signals/{id:guid}/decision", Administrator),
            new("GET /api/admin/invitations", Support),
            new("GET /api/admin/invitations/export.csv", Support),
            new("POST /api/admin/invitations", Administrator),
            new("DELETE /api/admin/invitations/{id:guid}", Administrator)
        ),
        new("GET /api/admin/audit", Support),
        new("GET /api/admin/audit/actions", Support),
        new("GET /api/admin/audit/export.csv", Support),
        new("GET /api/admin/audit/keeping", Support),
        new("PUT /api/admin/audit/keeping", Administrator) { Fresh = true },
        new("POST /api/admin/audit/verify", Administrator),
        new("GET /api/admin/dashboard", Support),
        new("GET /api/admin/health", Support),
        new("GET /api/admin/cluster", Support),
        new("GET /api/admin/jobs", Support),
        new("GET /api/admin/jobs/{name}/runs", Support),
        new("GET /api/admin/long-jobs", Support),
        new("POST /api/admin/long-jobs/{id:guid}/cancel", Administrator),
        new("GET /api/admin/dead-letters", Support),
        new("POST /api/admin/dead-letters/retry", Administrator),
        new("POST /api/admin/dead-letters/retry-all", Administrator),
        new("GET /api/admin/flags", Support),
        new("PUT /api/admin/flags/{name}", Administrator),
        new("PUT /api/admin/flags/{name}/people", Administrator),
        new("DELETE /api/admin/flags/{name}/people/{userId:guid}", Administrator),
    ];
}
