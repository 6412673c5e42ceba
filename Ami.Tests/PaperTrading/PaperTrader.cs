using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;

namespace Ami.Tests.PaperTrading;

/// <summary>A signed-in user with an account, speaking to the API as the web app does.</summary>
internal sealed class PaperTrader(HttpClient client, Guid userId)
{
    private const string Root = "/api/trading/paper";

    public HttpClient Client => client;

    public Guid UserId => userId;

    public Guid AccountId { get; private set; }

    public async Task UseDefaultAccount() => AccountId = (await Accounts())[0].Id;

    public void Use(Guid accountId) => AccountId = accountId;

    public async Task OpenAccount(decimal startingCash, int leverage, string costs = "average")
    {
        using var response = await Post(
            $"{Root}/accounts",
            new
            {
                name = "Second",
                startingCash,
                leverage,
                costs,
            }
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        AccountId = (await response.Read<AccountSummary>()).Id;
    }

    public async Task<AccountSummary> Account() => (await Accounts()).Single(a => a.Id == AccountId);

    public async Task<AccountSummary[]> Accounts() => [.. (await Get<AccountList>($"{Root}/accounts")).Items];

    public async Task<OrderView[]> Orders(string status = "all", int? generation = null) =>
        [
            .. (
                await Get<Page<OrderView>>($"{Root}/orders?accountId={AccountId}&status={status}&limit=200" + (generation is { } g ? $"&generation={g}" : ""))
            ).Items,
        ];

    public async Task<FillView[]> Fills(int? generation = null) =>
        [.. (await Get<Page<FillView>>($"{Root}/fills?accountId={AccountId}&limit=200" + (generation is { } g ? $"&generation={g}" : ""))).Items];

    public async Task<PositionView[]> Positions() => [.. (await Get<PositionList>($"{Root}/positions?accountId={AccountId}")).Items];

    public Task<T> Get<T>(string list)
        where T : class => client.Get<T>(list.StartsWith('/') ? list : $"{Root}/{list}?accountId={AccountId}");

    public object OrderBody(
        string symbol,
        string side,
        decimal quantity,
        string type = "market",
        decimal? limitPrice = null,
        decimal? stopPrice = null,
        decimal? takeProfit = null,
        decimal? stopLoss = null
    ) =>
        new
        {
            accountId = AccountId,
            symbol,
            side,
            type,
            quantity,
            limitPrice,
            stopPrice,
            takeProfit,
            stopLoss,
        };

    public Task<HttpResponseMessage> TryPlace(object body, string? key = null) => Post($"{Root}/order", body, key);

    public async Task<OrderView> Place(object body)
    {
        using var response = await TryPlace(body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await response.Read<OrderView>();
    }

    public Task<HttpResponseMessage> Cancel(Guid orderId, string? key = null) => Send(HttpMethod.Delete, $"{Root}/order/{orderId}", null, key);

    public Task<HttpResponseMessage> Amend(Guid orderId, object body, string? key = null) => Send(HttpMethod.Patch, $"{Root}/order/{orderId}", body, key);

    public Task<HttpResponseMessage> CloseAll() => Post($"{Root}/accounts/{AccountId}/close-all", null);

    public Task<HttpResponseMessage> Reverse(string symbol, string? key = null) => Post($"{Root}/positions/{symbol}/reverse?accountId={AccountId}", null, key);

    public Task<HttpResponseMessage> Close(string symbol) => Post($"{Root}/positions/{symbol}/close?accountId={AccountId}", null);

    public Task<HttpResponseMessage> ClosePart(string symbol, decimal quantity, string? key = null) =>
        Post(FormattableString.Invariant($"{Root}/positions/{symbol}/close?accountId={AccountId}&quantity={quantity}"), null, key);

    public Task<HttpResponseMessage> Reset(object body) => Post($"{Root}/accounts/{AccountId}/reset", body);

    public Task<HttpResponseMessage> SetRules(object rules) => Put($"{Root}/accounts/{AccountId}/rules", rules);

    public Task<HttpResponseMessage> Put(string path, object? body) => Send(HttpMethod.Put, path, body, null);

    public Task<HttpResponseMessage> Post(string path, object? body, string? key = null) => Send(HttpMethod.Post, path, body, key);

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        return await client.SendAsync(request);
    }
}
