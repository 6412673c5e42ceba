using System.Net.WebSockets;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Domain;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Ami.Modules.Market.Features;

/// <summary>Live prices over a WebSocket: ticks, the forming candle, status and heartbeats, as JSON text. See README.md for the messages.</summary>
internal static class StreamPrices
{
    private const int MaxSymbols = 50;
    private const string Protocol = "ami.v1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/stream/{symbol}", One)
            .OpensLiveStream()
            .WithSummary("WebSocket: ticks and candles of one symbol, and with `indicators=rsi;sma(period=50)` their values at the newest candles.")
            .WithDescription(GetChart.Adjusting)
            .WithName("streamSymbol")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        routes
            .MapGet("/stream", Many)
            .OpensLiveStream()
            .WithSummary("WebSocket: ticks of the symbols named, separated by commas.")
            .WithName("streamSymbols")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task One(
        string symbol,
        string? interval,
        string? indicators,
        string? benchmark,
        DateTimeOffset? since,
        string? adjust,
        HttpContext http,
        SymbolDirectory directory,
        IndicatorReader reader,
        PriceStreams streams,
        IHostApplicationLifetime lifetime
    )
    {
        IndicatorSet? wanted = null;
        if (
            !ChartInterval.Parse(interval ?? "1m").Try(out var length, out var error)
            || !PriceAdjustments.Parse(adjust).Try(out var adjustment, out error)
            || !(await GetChart.SymbolOf(symbol, directory, http.RequestAborted)).Try(out var spec, out error)
            || indicators is not null && !(await reader.Understand(indicators, benchmark, since, http.RequestAborted)).Try(out wanted, out error)
        )
        {
            await error.ToProblem().ExecuteAsync(http);
            return;
        }

        if (wanted is { Counts: true } && (wanted.Since is null || wanted.CountsTooMany(length, reader.Now(spec))))
        {
            await (wanted.Since is null ? MarketErrors.SinceMissing : MarketErrors.CountsTooMany).ToProblem().ExecuteAsync(http);
            return;
        }

        await Serve([spec.Symbol], new CandleKind(length, adjustment), wanted, http, streams, lifetime);
    }

    private static async Task Many(string? symbols, HttpContext http, SymbolDirectory directory, PriceStreams streams, IHostApplicationLifetime lifetime)
    {
        if (!GetQuotes.SymbolsOf(symbols ?? string.Empty, MaxSymbols).Try(out var named, out var error))
        {
            await error.ToProblem().ExecuteAsync(http);
            return;
        }

        foreach (var symbol in named)
        {
            if ((await directory.Find(symbol, http.RequestAborted)).Try(out _, out error))
            {
                continue;
            }

            await error.ToProblem().ExecuteAsync(http);
            return;
        }

        await Serve(named, null, null, http, streams, lifetime);
    }

    private static async Task Serve(
        IReadOnlyList<Symbol> symbols,
        CandleKind? kind,
        IndicatorSet? wanted,
        HttpContext http,
        PriceStreams streams,
        IHostApplicationLifetime lifetime
    )
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            await MarketErrors.WebSocketRequired.ToProblem().ExecuteAsync(http);
            return;
        }

        // Browsers send their token as a second protocol; the answer names only the first.
        var protocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol) ? Protocol : null;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(protocol);
        var client = new StreamClient(1 + symbols.Count * SymbolBroadcast.SlotsPerSymbol);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        streams.Clients.Add(1);
        var seats = symbols.Select((symbol, i) => streams.Of(symbol).Join(client, 1 + i * SymbolBroadcast.SlotsPerSymbol, kind, wanted)).ToList();
        try
        {
            var hearing = UntilClosed(socket, over.Token);
            var sending = client.Send(socket, over.Token);
            await Task.WhenAny(hearing, sending);
            await over.CancelAsync();
            if (!await Quietly(sending))
            {
                streams.Dropped.Add(1);
            }

            await hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Close(socket);
        }
        finally
        {
            seats.ForEach(seat => seat.Dispose());
            streams.Clients.Add(-1);
        }
    }

    /// <summary>Reads, and ignores, what the client says until it closes or is gone.</summary>
    private static async Task UntilClosed(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[256];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close) { }
    }

    private static async Task<bool> Quietly(Task<bool> sending)
    {
        try
        {
            return await sending;
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            // The client went away in the middle of a message.
            return true;
        }
    }

    private static async Task Close(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            var (status, reason) =
                socket.State == WebSocketState.CloseReceived
                    ? (WebSocketCloseStatus.NormalClosure, "Bye.")
                    : (WebSocketCloseStatus.EndpointUnavailable, "This server stops. Connect again.");
            await socket.CloseOutputAsync(status, reason, brief.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }
}
