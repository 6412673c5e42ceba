using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Ami.Modules.Identity;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.TestKit;

namespace Ami.Tests.Faults;

/// <summary>
/// A person's client as it should behave: one idempotency key per order, retried with the same key until there is a definite answer,
/// signing in again when its token is refused.
/// </summary>
internal sealed class Trader(HttpClient http, string email)
{
    private const string Password = "correct horse battery";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private string _token = string.Empty;

    /// <summary>The order's id by the key it was placed with; only acknowledged ones.</summary>
    internal Dictionary<string, Guid> Acknowledged { get; } = [];

    /// <summary>Definite refusals, by code.</summary>
    internal List<string> Refused { get; } = [];

    /// <summary>Requests that had to be sent again because the server failed or said nothing, and what became of each.</summary>
    internal List<string> Failures { get; } = [];

    internal Guid AccountId { get; private set; }

    internal async Task SignUp(CancellationToken cancellationToken)
    {
        var registration = new
        {
            email,
            password = Password,
            displayName = "Trader",
            language = "en",
            timeZone = "UTC",
        };
        using var response = await Persist(() => Request(HttpMethod.Post, "api/auth/register", registration), cancellationToken);
        if (response.StatusCode == HttpStatusCode.Created)
        {
            _token = (await response.Read<AccessGrant>()).AccessToken;
        }
        else
        {
            // A registration whose answer was lost had worked: the address is taken, by this trader.
            await SignIn(cancellationToken);
        }

        using var accounts = await Persist(() => Request(HttpMethod.Get, "api/trading/paper/accounts", null), cancellationToken);
        AccountId = (await accounts.Read<AccountList>()).Items[0].Id;
    }

    /// <summary>Places small market orders, buying and selling in turn, until asked to stop; the last one is finished.</summary>
    internal async Task Trade(string symbol, decimal quantity, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var key = $"{email}-{i}";
            var order = new
            {
                accountId = AccountId,
                symbol,
                side = i % 2 == 0 ? "buy" : "sell",
                type = "market",
                quantity,
            };
            using var response = await Persist(() => Request(HttpMethod.Post, "api/trading/paper/order", order, key), CancellationToken.None);
            if (response.StatusCode == HttpStatusCode.Created)
            {
                Acknowledged[key] = (await response.Read<OrderView>()).Id;
            }
            else
            {
                Refused.Add(await response.Code());
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Sends until the answer is one that a retry would not change.</summary>
    private async Task<HttpResponseMessage> Persist(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(90));
        while (true)
        {
            try
            {
                using var message = request();
                var response = await http.SendAsync(message, patience.Token);
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                {
                    await SignIn(patience.Token);
                }
                else if ((int)response.StatusCode < 500 && response.StatusCode != HttpStatusCode.TooManyRequests)
                {
                    return response;
                }

                if (response.StatusCode != HttpStatusCode.Unauthorized)
                {
                    Failures.Add($"{TimeProvider.System.GetUtcNow():O} {response.StatusCode}: {await response.Content.ReadAsStringAsync(patience.Token)}");
                }

                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !patience.IsCancellationRequested))
            {
                // The server went away in the middle: whether the order exists is unknown, and the same key will tell.
                Failures.Add($"{TimeProvider.System.GetUtcNow():O} {e}");
            }

            await Task.Delay(Pause, patience.Token);
        }
    }

    private async Task SignIn(CancellationToken cancellationToken)
    {
        using var message = Request(HttpMethod.Post, "api/auth/login", new { email, password = Password });
        using var response = await http.SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            _token = (await response.Read<AccessGrant>()).AccessToken;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, object? body, string? key = null)
    {
        var message = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (key is not null)
        {
            message.Headers.Add("Idempotency-Key", key);
        }

        return message;
    }
}
