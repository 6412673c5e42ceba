using System.Reflection;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Market.Features;

internal static class GetChart
{
    internal const int DefaultLimit = 500;
    private const int MaxLimit = PastChart.Most;

    internal const string Adjusting =
        "`adjust` says for which corporate actions prices and volumes from before them are adjusted: `none` (as traded), `splits` (the default), or `all`, which is splits and dividends.";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/chart/{symbol}", Handle)
            .MeteredBy(Metering.Repeats)
            .WithUrgency(Urgency.Market)
            .WithSummary("Candles of a symbol: the newest `limit` bars before `to`, the forming one last.")
            .WithDescription(Adjusting)
            .WithName("getChart");

    private static async Task<Results<ChartHttpResult, ProblemHttpResult>> Handle(
        string symbol,
        string? interval,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int? limit,
        string? adjust,
        SymbolDirectory directory,
        ChartCache charts,
        CancellationToken cancellationToken
    )
    {
        if (!ChartInterval.Parse(interval ?? "1m").Try(out var length, out var error) || !PriceAdjustments.Parse(adjust).Try(out var adjustment, out error))
        {
            return error.ToProblem();
        }

        if (from >= to)
        {
            return MarketErrors.RangeEmpty.ToProblem();
        }

        if (!(await SymbolOf(symbol, directory, cancellationToken)).Try(out var spec, out error))
        {
            return error.ToProblem();
        }

        return new ChartHttpResult(
            await charts.Get(
                spec,
                length,
                Math.Max(BarLimits.Earliest, from?.ToUnixTimeMilliseconds() ?? BarLimits.Earliest),
                to is { } end ? Math.Max(BarLimits.Earliest, end.ToUnixTimeMilliseconds()) : long.MaxValue,
                Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit),
                adjustment,
                cancellationToken
            )
        );
    }

    internal static async ValueTask<Result<SymbolSpec>> SymbolOf(string text, SymbolDirectory directory, CancellationToken cancellationToken) =>
        Symbol.Parse(text).Try(out var symbol, out var malformed) ? await directory.Find(symbol, cancellationToken) : malformed;

    /// <summary>Sends bytes that are already JSON, or 304 when the client has them.</summary>
    internal sealed class ChartHttpResult(ChartAnswer answer) : IResult, IEndpointMetadataProvider
    {
        public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
            builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(ChartResponse), ["application/json"]));

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = answer.ETag;
            response.Headers.CacheControl = "private, no-cache";
            // Compression on the way makes a tag weak (W/"…"), and several may be named.
            if (httpContext.Request.Headers.IfNoneMatch.ToString().Contains(answer.ETag, StringComparison.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = answer.Body.Length;
            return response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
