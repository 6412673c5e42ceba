using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Sources.Binance;
using Ami.Modules.Market.Sources.Polygon;
using Ami.Modules.Market.Sources.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Market.Sources;

/// <summary>Registers what follows markets outside of this system.</summary>
internal static class SourceSetup
{
    private const int MaxAnswerBytes = 32 * 1024 * 1024;
    private const int MostSymbols = 500;

    public static void AddMarketSources(this IServiceCollection services, MarketOptions options)
    {
        if (options.Binance is { Enabled: true, Symbols.Length: 0 or > MostSymbols })
        {
            throw new InvalidOperationException($"Market:Binance:Symbols names 1 to {MostSymbols} symbols while Market:Binance:Enabled is true.");
        }

        if (options.Polygon is { Enabled: true, ApiKey: "" } or { Enabled: true, Symbols.Length: 0 })
        {
            throw new InvalidOperationException("Market:Polygon:ApiKey and Market:Polygon:Symbols are needed while Market:Polygon:Enabled is true.");
        }

        services.AddSingleton(new OutgoingHosts(options.OutgoingHosts ?? OutgoingHosts.ByDefault));
        services.AddSingleton<SourceHistory>();
        services.AddSingleton<SourceListing>();
        services.AddSingleton<SourceMetrics>();
        services.AddSingleton<SourceRuns>();
        services.AddBinance(options.Binance);
        services.AddPolygon(options.Polygon);
    }

    private static void AddBinance(this IServiceCollection services, BinanceOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ExchangeClock>();
        services.AddSingleton<BinanceMarket>();
        services.AddSingleton<IMarketSource>(provider => provider.GetRequiredService<BinanceMarket>());
        services.AddSingleton<BinanceStream>();
        services.AddSingleton<BinanceFeed>();
        services.AddSingleton(provider => new BinanceApi(
            provider.Http(PriceSource.Binance, BinanceApi.Client, BinanceApi.UsedHeader, options.WeightPerMinute),
            options
        ));
        var client = services.AddSourceClient(BinanceApi.Client, options.AnswerWithin, _ => { });
        if (options.PlayFrom is { Length: > 0 } file)
        {
            services.AddSingleton(provider => new PlayedExchange(file, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IMessageStreams>(provider => provider.GetRequiredService<PlayedExchange>());
            client.ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<PlayedExchange>());
            return;
        }

        services.AddSingleton<WebSocketStreams>();
        if (options.RecordTo is not { Length: > 0 } folder)
        {
            services.AddSingleton<IMessageStreams>(provider => provider.GetRequiredService<WebSocketStreams>());
            return;
        }

        services.AddSingleton(provider => new MessageRecorder(folder, BinanceApi.Client, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMessageStreams>(provider => new RecordedStreams(
            provider.GetRequiredService<WebSocketStreams>(),
            provider.GetRequiredService<MessageRecorder>()
        ));
        client.AddHttpMessageHandler(provider => new RecordingHandler(provider.GetRequiredService<MessageRecorder>()));
    }

    private static void AddPolygon(this IServiceCollection services, PolygonOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<PolygonFeed>();
        services.AddSingleton(provider => new PolygonMarket(
            provider.Http(PriceSource.Polygon, PolygonMarket.Client, null, options.RequestsPerMinute),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PolygonMarket>>()
        ));
        services.AddSingleton<IMarketSource>(provider => provider.GetRequiredService<PolygonMarket>());
        services.AddSourceClient(
            PolygonMarket.Client,
            options.AnswerWithin,
            client => client.DefaultRequestHeaders.Authorization = new("Bearer", options.ApiKey)
        );
    }

    private static SourceHttp Http(this IServiceProvider provider, PriceSource source, string client, string? usedHeader, int perMinute)
    {
        var (bus, time) = (provider.GetRequiredService<LiveBus>(), provider.GetRequiredService<TimeProvider>());
        var weights = new RequestWeights(source, perMinute, bus, time, provider.GetRequiredService<ILogger<RequestWeights>>());
        return new SourceHttp(
            source,
            client,
            usedHeader,
            provider.GetRequiredService<IHttpClientFactory>(),
            weights,
            time,
            provider.GetRequiredService<ILogger<SourceHttp>>()
        );
    }

    /// <summary>
    /// A client that gives up in time. What failed is not repeated here, uncounted: its job comes again a moment later, and takes weight again.
    /// </summary>
    private static IHttpClientBuilder AddSourceClient(this IServiceCollection services, string name, TimeSpan answerWithin, Action<HttpClient> configure) =>
        services
            .AddHttpClient(
                name,
                http =>
                {
                    http.Timeout = answerWithin;
                    http.MaxResponseContentBufferSize = MaxAnswerBytes;
                    http.DefaultRequestHeaders.UserAgent.ParseAdd("AMI");
                    configure(http);
                }
            )
            .UseSocketsHttpHandler(
                (handler, _) =>
                    (handler.UseCookies, handler.AllowAutoRedirect, handler.AutomaticDecompression, handler.PooledConnectionLifetime) = (
                        false,
                        false,
                        System.Net.DecompressionMethods.All,
                        TimeSpan.FromMinutes(5)
                    )
            )
            .AddHttpMessageHandler(provider => new OutgoingHostsHandler(provider.GetRequiredService<OutgoingHosts>()));
}
