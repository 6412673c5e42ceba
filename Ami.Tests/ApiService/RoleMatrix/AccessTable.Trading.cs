using Ami.Modules.Market;
using Ami.Modules.PaperTrading;
using static Ami.Tests.ApiService.RoleMatrix.Who;
using Needs = Ami.TestKit.Needs;

namespace Ami.Tests.ApiService.RoleMatrix;

internal static partial class AccessTable
{
    private const string Paper = "/api/trading/paper";

    private static IEnumerable<AccessLine> Market =>
        Needs.Of<MarketModule, AccessLine>(
            new("POST /api/admin/market/imports", Administrator),
            new("POST /api/admin/market/imports/preview", Administrator),
            new("GET /api/admin/market/imports/{id:guid}", Administrator),
            new("GET /api/admin/market/sources", Support),
            new("GET /api/admin/market/symbols", Support),
            new("GET /api/admin/market/symbols/{symbol}", Support),
            new("PUT /api/admin/market/symbols/{symbol}/terms", Administrator),
            new("PUT /api/admin/market/symbols/{symbol}/pause", Administrator),
            new("PUT /api/admin/market/symbols/{symbol}/source", Administrator),
            new("POST /api/admin/market/symbols/{symbol}/preview", Administrator),
            new("GET /api/admin/market/calendars", Support),
            new("PUT /api/admin/market/calendars/{code}", Administrator),
            new("DELETE /api/admin/market/calendars/{code}", Administrator),
            new("POST /api/admin/market/backfills", Administrator),
            new("GET /api/admin/market/backfills/{id:guid}", Administrator),
            new("PUT /api/admin/market/actions/{symbol}", Administrator),
            new("GET /api/trading/corporate-actions/{symbol}", SignedIn),
            new("GET /api/trading/symbols", SignedIn),
            new("GET /api/trading/symbols/{symbol}", SignedIn),
            new("GET /api/trading/symbols/{symbol}/sessions", SignedIn),
            new("GET /api/trading/chart/{symbol}", SignedIn),
            new("GET /api/trading/indicators", SignedIn),
            new("GET /api/trading/indicators/{symbol}", SignedIn),
            new("GET /api/ml/indicators/{symbol}", SignedIn),
            new("GET /api/trading/quotes", SignedIn),
            new("GET /api/trading/stream", SignedIn),
            new("GET /api/trading/stream/{symbol}", SignedIn),
            new("GET /api/trading/drawings/{symbol}", SignedIn),
            new("PUT /api/trading/drawings/{symbol}/{id}", SignedIn),
            new("DELETE /api/trading/drawings/{symbol}/{id}", SignedIn),
            new("GET /api/trading/drawing-templates", SignedIn),
            new("PUT /api/trading/drawing-templates/{id}", SignedIn),
            new("DELETE /api/trading/drawing-templates/{id}", SignedIn),
            new("GET /api/trading/watchlists", SignedIn),
            new("PUT /api/trading/watchlists/{id}", SignedIn),
            new("DELETE /api/trading/watchlists/{id}", SignedIn),
            new("GET /api/trading/layouts", SignedIn),
            new("PUT /api/trading/layouts/{id}", SignedIn),
            new("DELETE /api/trading/layouts/{id}", SignedIn),
            new("GET /api/trading/alerts", SignedIn),
            new("PUT /api/trading/alerts/{id}", SignedIn),
            new("DELETE /api/trading/alerts/{id}", SignedIn),
            new("POST /api/trading/alerts/preview", SignedIn),
            new("GET /api/trading/alerts/firings", SignedIn),
            new("POST /api/trading/alerts/secret", SignedIn),
            new("POST /api/trading/screener/scan", SignedIn),
            new("GET /api/trading/screens", SignedIn),
            new("PUT /api/trading/screens/{id}", SignedIn),
            new("DELETE /api/trading/screens/{id}", SignedIn)
        );

    // What reads comes before what changes: the owner's turn is played for real.
    private static IEnumerable<AccessLine> PaperTrading =>
        Needs.Of<PaperTradingModule, AccessLine>(
            new("GET /api/shared/paper-performance/{token}", Everybody, own => $"/api/shared/paper-performance/{own.ShareToken}"),
            new("GET /api/shared/paper-performance/{token}/pdf", Everybody, own => $"/api/shared/paper-performance/{own.ShareToken}/pdf"),
            new("GET /api/trading/paper/accounts", SignedIn),
            new("POST /api/trading/paper/accounts", SignedIn),
            new("GET /api/trading/paper/means", SignedIn),
            new("GET /api/trading/paper/stream", SignedIn),
            new("GET /api/trading/paper/order-costs", SignedIn),
            new("GET /api/trading/paper/overview", Owner, own => $"{Paper}/overview?accountId={own.Account}"),
            new("GET /api/trading/paper/orders", Owner, own => $"{Paper}/orders?accountId={own.Account}"),
            new("GET /api/trading/paper/fills", Owner, own => $"{Paper}/fills?accountId={own.Account}"),
            new("GET /api/trading/paper/positions", Owner, own => $"{Paper}/positions?accountId={own.Account}"),
            new("GET /api/trading/paper/equity", Owner, own => $"{Paper}/equity?accountId={own.Account}"),
            new("GET /api/trading/paper/carry", Owner, own => $"{Paper}/carry?accountId={own.Account}"),
            new("GET /api/trading/paper/stats", Owner, own => $"{Paper}/stats?accountId={own.Account}"),
            new("GET /api/trading/paper/accounts/{id:guid}/rules", Owner, own => $"{Paper}/accounts/{own.Account}/rules"),
            new("PUT /api/trading/paper/accounts/{id:guid}/rules", Owner, own => $"{Paper}/accounts/{own.Account}/rules", _ => new { mostPositions = 100 }),
            new("GET /api/trading/paper/accounts/{id:guid}/statistics", Owner, own => $"{Paper}/accounts/{own.Account}/statistics"),
            new("GET /api/trading/paper/accounts/{id:guid}/trades/export.csv", Owner, own => $"{Paper}/accounts/{own.Account}/trades/export.csv"),
            new("GET /api/trading/paper/accounts/{id:guid}/orders/export.csv", Owner, own => $"{Paper}/accounts/{own.Account}/orders/export.csv"),
            new("GET /api/trading/paper/accounts/{id:guid}/fills/export.csv", Owner, own => $"{Paper}/accounts/{own.Account}/fills/export.csv"),
            new("GET /api/trading/paper/accounts/{id:guid}/equity/export.csv", Owner, own => $"{Paper}/accounts/{own.Account}/equity/export.csv"),
            new("GET /api/trading/paper/accounts/{id:guid}/gate", Owner, own => $"{Paper}/accounts/{own.Account}/gate"),
            new("POST /api/trading/paper/accounts/{id:guid}/graduate", Owner, own => $"{Paper}/accounts/{own.Account}/graduate", _ => new { name = "Larger" }),
            new("GET /api/trading/paper/accounts/{id:guid}/statement", Owner, own => $"{Paper}/accounts/{own.Account}/statement?from=2026-01-01&to=2026-01-31"),
            new("POST /api/trading/paper/accounts/{id:guid}/share", Owner, own => $"{Paper}/accounts/{own.Account}/share", _ => new { amounts = false }),
            new("GET /api/trading/paper/reconciliation", Owner, own => $"{Paper}/reconciliation?accountId={own.Account}"),
            new("POST /api/trading/paper/replays", SignedIn),
            new("GET /api/trading/paper/replays", SignedIn),
            new("GET /api/trading/paper/replays/{id:guid}", Owner, own => $"{Paper}/replays/{own.Replay}"),
            new("GET /api/trading/paper/replays/{id:guid}/chart", Owner, own => $"{Paper}/replays/{own.Replay}/chart"),
            new("GET /api/trading/paper/replays/{id:guid}/indicators", Owner, own => $"{Paper}/replays/{own.Replay}/indicators?with=rsi"),
            new(
                "POST /api/trading/paper/replays/{id:guid}/advance",
                Owner,
                own => $"{Paper}/replays/{own.Replay}/advance",
                _ => new
                {
                    from = "2024-01-01T01:00:00Z",
                    to = "2024-01-01T02:00:00Z",
                    interval = "1h",
                }
            ),
            new("POST /api/trading/paper/replays/{id:guid}/end", Owner, own => $"{Paper}/replays/{own.Replay}/end"),
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
            new("GET /api/trading/paper/order/{id:guid}/amendments", Owner, own => $"{Paper}/order/{own.Order}/amendments"),
            new("PATCH /api/trading/paper/order/{id:guid}", Owner, own => $"{Paper}/order/{own.Order}", _ => new { version = 0, quantity = 2 }),
            new("DELETE /api/trading/paper/order/{id:guid}", Owner, own => $"{Paper}/order/{own.Order}"),
            new("POST /api/trading/paper/accounts/{id:guid}/close-all", Owner, own => $"{Paper}/accounts/{own.Account}/close-all"),
            new("POST /api/trading/paper/positions/{symbol}/reverse", Owner, own => $"{Paper}/positions/{own.Symbol}/reverse?accountId={own.Account}"),
            new("POST /api/trading/paper/positions/{symbol}/close", Owner, own => $"{Paper}/positions/{own.Symbol}/close?accountId={own.Account}"),
            new("POST /api/trading/paper/accounts/{id:guid}/reset", Owner, own => $"{Paper}/accounts/{own.Account}/reset", _ => new { })
        );
}
