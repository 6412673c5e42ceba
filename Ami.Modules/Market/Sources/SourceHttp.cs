using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ami.Modules.Market.Contracts;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources;

/// <summary>Asks a source over HTTP. Weight is taken before each request, and what an answer says of limits holds for every process. Never waits, never throws
/// but when cancelled.</summary>
/// <param name="source">Which.</param>
/// <param name="client">Name of its HTTP client.</param>
/// <param name="usedHeader">The header that tells the weight used in this minute; null where there is none.</param>
/// <param name="clients">Makes the client.</param>
/// <param name="weights">What may be asked.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of refusals.</param>
internal sealed class SourceHttp(
    PriceSource source,
    string client,
    string? usedHeader,
    IHttpClientFactory clients,
    RequestWeights weights,
    TimeProvider time,
    ILogger<SourceHttp> logger
)
{
    // A server that does not serve the place is not asked more often.
    private static readonly TimeSpan RegionWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UsualBan = TimeSpan.FromMinutes(2);

    /// <summary>Why nothing may be asked now; null when weight was taken.</summary>
    public Task<Error?> Take(int weight) => weights.Take(weight);

    /// <summary>Asks once, and reads the answer.</summary>
    public async Task<Result<T>> Get<T>(Uri address, int weight, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        if (await weights.Take(weight) is { } wait)
        {
            return wait;
        }

        try
        {
            using var response = await clients.CreateClient(client).GetAsync(address, cancellationToken);
            if (
                usedHeader is not null
                && response.Headers.TryGetValues(usedHeader, out var used)
                && int.TryParse(used.First(), CultureInfo.InvariantCulture, out var all)
            )
            {
                await weights.Told(all);
            }

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return await Refusal((int)response.StatusCode, Wait(response), Encoding.UTF8.GetString(body));
            }

            using var document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return SourceErrors.Unreachable(source, e.Message);
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            return SourceErrors.BadAnswer(source, e.Message);
        }
    }

    /// <summary>What a status says about coming again, told to every process.</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The header, if there is one.</param>
    /// <param name="body">What the answer says.</param>
    public async Task<Error> Refusal(int status, TimeSpan? retryAfter, string body)
    {
        var (error, blocks) = status switch
        {
            429 => (SourceErrors.RateLimited(source, retryAfter ?? UsualWait), true),
            418 => (SourceErrors.Banned(source, retryAfter ?? UsualBan), true),
            451 => (SourceErrors.Region(source, retryAfter ?? RegionWait), true),
            400 or 404 => (SourceErrors.Unknown(source, status, What(body)), false),
            >= 500 => (SourceErrors.Unreachable(source, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}")), false),
            _ => (SourceErrors.Refused(source, status, What(body)), true),
        };
        if (blocks)
        {
            logger.LogWarning("{Message}", error.Message);
            await weights.Block(error.RetryAfter ?? UsualWait, error);
        }

        return error;
    }

    private static string What(string body) => body.Length <= 200 ? body : body[..200];

    private TimeSpan? Wait(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
            _ => null,
        };
}
