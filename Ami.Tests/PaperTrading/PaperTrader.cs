using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ami.Tests.PaperTrading;

/// <summary>A signed-in user with an account, speaking to the API as the web app does.</summary>
internal sealed class PaperTrader(HttpClient client, Guid userId)
{
    private const string Root = "/api/trading/paper";

    public HttpClient Client => client;

    public Guid UserId => userId;

    public Guid AccountId { get; private set; }

    public async Task UseDefaultAccount() => AccountId = (await Accounts())[0].GetProperty("id").GetGuid();

    public async Task OpenAccount(decimal startingCash, int leverage)
    {
        using var response = await Post(
            $"{Root}/accounts",
            new
            {
                name = "Second",
                startingCash,
                leverage,
            }
        );
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        AccountId = (await Json(response)).GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> Account() => (await Accounts()).Single(a => a.GetProperty("id").GetGuid() == AccountId);

    public async Task<JsonElement[]> Accounts() => Items(await Get($"{Root}/accounts"));

    public async Task<JsonElement[]> Orders(string status = "all", int? generation = null) =>
        Items(await Get($"{Root}/orders?accountId={AccountId}&status={status}&limit=200" + (generation is { } g ? $"&generation={g}" : "")));

    public async Task<JsonElement[]> Fills(int? generation = null) =>
        Items(await Get($"{Root}/fills?accountId={AccountId}&limit=200" + (generation is { } g ? $"&generation={g}" : "")));

    public async Task<JsonElement[]> Positions() => Items(await Get($"{Root}/positions?accountId={AccountId}"));

    public Task<JsonElement> Get(string list) => client.GetFromJsonAsync<JsonElement>(list.StartsWith('/') ? list : $"{Root}/{list}?accountId={AccountId}");

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

    public async Task<JsonElement> Place(object body)
    {
        using var response = await TryPlace(body);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await Json(response);
    }

    public Task<HttpResponseMessage> Cancel(Guid orderId) => client.DeleteAsync(new Uri($"{Root}/order/{orderId}", UriKind.Relative));

    public Task<HttpResponseMessage> Close(string symbol) => Post($"{Root}/positions/{symbol}/close?accountId={AccountId}", null);

    public Task<HttpResponseMessage> Reset(object body) => Post($"{Root}/accounts/{AccountId}/reset", body);

    public async Task<HttpResponseMessage> Post(string path, object? body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture));
        return await client.SendAsync(request);
    }

    public static Task<JsonElement> Json(HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();

    public static async Task<string?> Code(HttpResponseMessage response) => (await Json(response)).GetProperty("code").GetString();

    private static JsonElement[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];
}

internal static class JsonElementExtensions
{
    public static decimal Number(this JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();
}
