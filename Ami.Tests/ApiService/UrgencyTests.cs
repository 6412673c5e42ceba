using Ami.Modules.Notifications;
using Ami.Modules.PaperTrading;
using Ami.Modules.Payments;
using Ami.Modules.Workers;
using Ami.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.ApiService;

/// <summary>Which endpoints stand in which line when too much is asked (docs/adr/0029).</summary>
[TestClass]
[Needs<PaperTradingModule>]
public sealed class UrgencyTests : ApiTests<UrgencyTests>
{
    [TestMethod]
    [Needs<WorkersModule>]
    [Needs<NotificationsModule>]
    [Needs<PaymentsModule>]
    public void Endpoints_OfEachKind_AreThese()
    {
        var kinds = Host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<UrgencyMark>() is not null)
            .ToLookup(endpoint => endpoint.Metadata.GetMetadata<UrgencyMark>()!.Urgency, Name);
        kinds[Urgency.Urgent]
            .ShouldBe(
                [
                    "POST /api/trading/paper/order",
                    "PATCH /api/trading/paper/order/{id:guid}",
                    "DELETE /api/trading/paper/order/{id:guid}",
                    "POST /api/trading/paper/accounts/{id:guid}/close-all",
                    "POST /api/trading/paper/positions/{symbol}/reverse",
                    "POST /api/trading/paper/positions/{symbol}/close",
                    "POST /api/requests/{key}/settle",
                    "POST /api/internal/heartbeats",
                    "POST /api/payments/webhook",
                    "POST /api/payments/webhook/next",
                ],
                ignoreOrder: true
            );
        kinds[Urgency.Passwords]
            .ShouldBe(
                [
                    "POST /api/auth/login",
                    "POST /api/auth/register",
                    "POST /api/auth/register/finish",
                    "POST /api/auth/password/reset",
                    "POST /api/auth/confirm",
                    "PUT /api/me/password",
                    "POST /api/me/password",
                ],
                ignoreOrder: true
            );
        kinds[Urgency.Market]
            .ShouldBe(
                [
                    "GET /api/trading/symbols",
                    "GET /api/trading/symbols/{symbol}",
                    "GET /api/trading/chart/{symbol}",
                    "GET /api/trading/indicators/{symbol}",
                    "GET /api/trading/quotes",
                    "POST /api/trading/alerts/preview",
                    "GET /api/trading/paper/replays/{id:guid}/chart",
                    "GET /api/trading/paper/replays/{id:guid}/indicators",
                    "POST /api/trading/paper/replays/{id:guid}/advance",
                ],
                ignoreOrder: true
            );
        kinds[Urgency.Bulk].Where(name => name.EndsWith("export.csv", StringComparison.Ordinal)).Count().ShouldBe(20);
    }

    private static string Name(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0]} /{endpoint.RoutePattern.RawText?.Trim('/')}";
}
