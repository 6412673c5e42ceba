using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Ami.Modules.Market.Webhooks;

/// <summary>
/// Calls people's addresses when their alerts have fired. Firings are the queue, as mails are theirs: an address that answers slowly or not at all holds up no
/// event of the outbox. A claim is a lease, so a silo that dies loses nothing; a call comes twice only when it dies between the answer and the row that says so,
/// and then bears the same id.
/// </summary>
internal sealed class SendWebhooks : IDisposable
{
    /// <summary>Attempts before a call is given up: by then it was tried for about two hours.</summary>
    public const int MaxAttempts = 12;

    private const int BatchSize = 16;
    private const int Parallelism = 8;
    private const int LongestReason = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Longer than a batch can take.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(30));
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly NpgsqlDataSource _dataSource;
    private readonly MasterKey _master;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;

    public SendWebhooks(NpgsqlDataSource dataSource, MasterKey master, WebhookHosts hosts, TimeProvider time)
    {
        (_dataSource, _master, _time) = (dataSource, master, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = hosts.Connect,
            ConnectTimeout = Patience,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
        };
        _client = new HttpClient(handler) { Timeout = Patience };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ami-Alerts", "1"));
    }

    /// <summary>Calls all addresses that are due.</summary>
    public async Task Run(JobRun run, CancellationToken cancellationToken)
    {
        int claimed;
        do
        {
            run.Did(claimed = await SendDue(cancellationToken));
        } while (claimed == BatchSize);
    }

    /// <summary>Claims and calls one batch.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> SendDue(CancellationToken cancellationToken)
    {
        var claimed = await Claim(cancellationToken);
        await Parallel.ForEachAsync(
            claimed,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (call, ct) => await Send(call, ct)
        );
        return claimed.Count;
    }

    public void Dispose() => _client.Dispose();

    private async Task<List<Call>> Claim(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            update market.alert_firings f set attempts = f.attempts + 1, due_at = $2
            from (select id from market.alert_firings where webhook = 'Pending' and due_at <= $1 order by due_at limit $3 for update skip locked) due,
                market.alerts a left join market.alert_secrets s on s.user_id = a.user_id
            where f.id = due.id and a.user_id = f.user_id and a.id = f.alert_id
            returning f.id, f.user_id, f.alert_id, f.name, f.symbol, f.interval, f.rule, f.bar, f.price, f.fired_at, f.attempts, a.webhook, s.secret
            """
        );
        var now = _time.GetUtcNow();
        command.With(now).With(now + Lease).With(BatchSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var calls = new List<Call>();
        while (await reader.ReadAsync(cancellationToken))
        {
            calls.Add(
                new Call(
                    reader.GetGuid(0),
                    reader.GetGuid(1),
                    new Body(
                        reader.GetGuid(0),
                        new BodyAlert(reader.GetGuid(2), reader.GetString(3)),
                        reader.GetString(4),
                        reader.GetString(5),
                        reader.GetString(6),
                        reader.GetFieldValue<DateTimeOffset>(7),
                        reader.GetDecimal(8),
                        reader.GetFieldValue<DateTimeOffset>(9)
                    ),
                    reader.GetInt32(10),
                    reader.IsDBNull(11) ? null : reader.GetString(11),
                    reader.IsDBNull(12) ? null : reader.GetFieldValue<byte[]>(12)
                )
            );
        }

        return calls;
    }

    private async Task Send(Call call, CancellationToken cancellationToken)
    {
        var (failure, final) = await Attempt(call, cancellationToken);
        await using var command = _dataSource.CreateCommand(
            "update market.alert_firings set webhook = $3, due_at = $4, webhook_error = $5 where id = $1 and attempts = $2 and webhook = 'Pending'"
        );
        command
            .With(call.Id)
            .With(call.Attempts)
            .With(
                failure is null ? "Sent"
                : final || call.Attempts >= MaxAttempts ? "Failed"
                : "Pending"
            )
            .With(failure is null ? null : _time.GetUtcNow() + Pauses.After(call.Attempts), NpgsqlTypes.NpgsqlDbType.TimestampTz)
            .With(failure is { Length: > LongestReason } ? failure[..LongestReason] : failure, NpgsqlTypes.NpgsqlDbType.Text);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <returns>Why it failed, and whether trying again is of no use; no reason when it did not.</returns>
    private async Task<(string? Failure, bool Final)> Attempt(Call call, CancellationToken cancellationToken)
    {
        if (call.Address is not { } address)
        {
            return ("The alert has no address any more.", true);
        }

        if (call.Secret is not { } stored || _master.Open(WebhookSignature.Purpose, call.UserId.ToString(), stored) is not { } secret)
        {
            return ("There is no secret to sign with.", true);
        }

        var body = JsonSerializer.Serialize(call.Body, Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret, _time.GetUtcNow(), body));
        request.Headers.Add(WebhookSignature.DeliveryHeader, call.Id.ToString());
        try
        {
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var again = answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
            return answer.IsSuccessStatusCode ? (null, false) : ($"It answered {(int)answer.StatusCode}.", !again);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw; // the lease runs out and another silo, or this one after its restart, takes it
        }
        catch (TaskCanceledException)
        {
            return ("It did not answer in time.", false);
        }
        catch (HttpRequestException e)
        {
            return (
                e.InnerException is WebhookRefusedException refused ? refused.Message : e.Message,
                e is WebhookRefusedException || e.InnerException is WebhookRefusedException
            );
        }
    }

    private sealed record Call(Guid Id, Guid UserId, Body Body, int Attempts, string? Address, byte[]? Secret);

    private sealed record BodyAlert(Guid Id, string Name);

    private sealed record Body(
        Guid Id,
        BodyAlert Alert,
        string Symbol,
        string Interval,
        string Rule,
        DateTimeOffset Bar,
        decimal Price,
        DateTimeOffset FiredAt
    );
}
