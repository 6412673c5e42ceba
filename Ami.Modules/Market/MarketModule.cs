using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Charts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Market.Drawings;
using Ami.Modules.Market.Features;
using Ami.Modules.Market.Features.Symbols;
using Ami.Modules.Market.Feed;
using Ami.Modules.Market.History;
using Ami.Modules.Market.History.Backfill;
using Ami.Modules.Market.Import;
using Ami.Modules.Market.Indicators;
using Ami.Modules.Market.Layouts;
using Ami.Modules.Market.Live;
using Ami.Modules.Market.Screener;
using Ami.Modules.Market.Sources;
using Ami.Modules.Market.Streaming;
using Ami.Modules.Market.Symbols;
using Ami.Modules.Market.Watchlists;
using Ami.Modules.Market.Webhooks;
using Ami.Modules.Notifications.Contracts;
using Ami.Quant.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Market;

/// <summary>Symbols, candles and live prices. See README.md in this folder.</summary>
public sealed class MarketModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Market";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Market").Get<MarketOptions>() ?? new MarketOptions();
        services.AddSingleton(options);
        services.AddSingleton(new SimulatedExchange(options.Seed));
        services.AddSingleton<CandleStore>();
        services.AddSingleton<LiveTicks>();
        services.AddSingleton<StoredIntervals>();
        services.AddSingleton<ChartReader>();
        services.AddSingleton<Adjustments>();
        services.AddSingleton<ChartSheets>();
        services.AddSingleton<ChartCache>();
        services.AddSingleton<SymbolOverview>();
        services.AddSingleton<ListSymbols.Summaries>();
        services.AddSingleton<IndicatorReader>();
        services.AddSingleton<IndicatorSets>();
        services.AddSingleton<ScanBars>();
        services.AddSingleton<Scanner>();
        services.AddSingleton<PriceStreams>();
        services.AddSingleton<SymbolDirectory>();
        services.AddSingleton<ISymbolDirectory>(provider => provider.GetRequiredService<SymbolDirectory>());
        services.AddHostedService<SymbolDirectoryStart>();
        services.AddScoped<CandleImport>();
        services.AddPermissions(ImportCandlesJob.Permission, ListSources.Permission, SymbolPermissions.Read, SymbolPermissions.Manage);
        services.AddSingleton<SourceChoice>();
        services.AddScoped<SymbolChanges>();
        services.AddScoped<CorporateActions>();
        services.AddLongJob<ImportCandlesJob, ImportTerms, ImportedCandles>(ImportCandlesJob.Kind);
        services.AddLongJob<BackfillJob, BackfillTerms, BackfilledHistory>(BackfillJob.Kind);
        services.AddModuleDb<MarketDb>();
        services.AddPersonalData<MarketPersonalData>();
        services.AddScoped<KeepTemplates>();
        services.AddScoped<KeepAlerts>();
        services.AddSingleton<WebhookHosts>();
        services.AddMessageKinds(AlertMessages.Shown, AlertMessages.Mailed);
        services.AddSingleton<SourceStates>();
        services.AddSingleton<IFigures, SourceFigures>();
        services.AddSingleton<Ranges>();
        services.AddSingleton<IRanges>(provider => provider.GetRequiredService<Ranges>());
        services.AddSingleton<IPastMarket, PastMarket>();
        services.AddSingleton<QuoteBoard>();
        services.AddSingleton<IQuoteBoard>(provider => provider.GetRequiredService<QuoteBoard>());
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var trading = endpoints.MapGroup("/api/trading").RequireAuthorization().WithTags("Market");
        ListSymbols.Map(trading);
        ListSessions.Map(trading);
        GetChart.Map(trading);
        GetQuotes.Map(trading);
        ListIndicators.Map(trading);
        GetIndicators.Map(trading, "/indicators/{symbol}").MeteredBy(Metering.Repeats).WithUrgency(Urgency.Market).WithName("getIndicators");
        GetIndicators.Map(endpoints.MapGroup("/api/ml").RequireAuthorization().WithTags("Market"), "/indicators/{symbol}").WithName("getMlIndicators");
        StreamPrices.Map(trading);
        KeepDrawings.Map(trading);
        KeepTemplates.Map(trading);
        KeepWatchlists.Map(trading);
        KeepLayouts.Map(trading);
        KeepAlerts.Map(trading);
        ScanSymbols.Map(trading);
        KeepScreens.Map(trading);
        KeepActions.Map(trading, endpoints.MapGroup("/api/admin/market/actions").WithTags("Admin: market"));
        var imports = endpoints.MapGroup("/api/admin/market/imports").WithTags("Admin: market");
        ImportCandles.Map(imports);
        PreviewImport.Map(imports);
        var symbols = endpoints.MapGroup("/api/admin/market/symbols").WithTags("Admin: market");
        ListManagedSymbols.Map(symbols);
        ChangeSymbol.Map(symbols);
        PreviewTerms.Map(symbols);
        BackfillHistory.Map(endpoints.MapGroup("/api/admin/market/backfills").WithTags("Admin: market"));
        KeepCalendars.Map(endpoints.MapGroup("/api/admin/market/calendars").WithTags("Admin: market"));
        ListSources.Map(endpoints.MapGroup("/api/admin/market/sources").WithTags("Admin: market"));
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Market").Get<MarketOptions>() ?? new MarketOptions();
        services.AddMarketSources(options);
        services.AddSingleton<SimulatedListing>();
        services.AddSingleton<SimulatedHistory>();
        services.AddTransient<FeedSources>();
        services.AddSingleton<FeedCursors>();
        services.AddSingleton<FeedMetrics>();
        services.AddSingleton<IProcessFigure, FeedLag>();
        services.AddSingleton<QuotePublisher>();
        services.AddSingleton<TickDelivery>();
        services.AddSingleton<Replays>();
        services.AddSingleton<AlertHorizon>();
        services.AddSingleton<AlertGroups>();
        services.AddSingleton<EvaluateAlerts>();
        services.AddSingleton<SendWebhooks>();
        services.AddPeriodicJob<SendWebhooks>("market.send-webhooks", _ => new(TimeSpan.FromSeconds(1)), (job, run, ct) => job.Run(run, ct));
        services.AddSchedule<SweepAlerts>("market.sweep-alerts", "0 29 3 * * ?", (job, run, ct) => job.Sweep(run, ct));
        _ = options.Retention; // What cannot be kept so is told at the start, not at night.
        services.AddSchedule<CandleRetention>("market.keep-candles", "0 43 3 * * ?", (job, run, ct) => job.Keep(run, ct));
        services.AddHostedService<MarketFeed>();

        services.AddScoped<ICommand, ImportCandlesCommand>();
        services.AddScoped<ICommand, ImportActionsCommand>();
        services.AddScoped<ICommand, ReplayCommand>();
    }
}
