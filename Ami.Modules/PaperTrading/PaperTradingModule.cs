using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Grains;
using Ami.Modules.PaperTrading.Jobs;
using Ami.Modules.PaperTrading.Live;
using Ami.Modules.PaperTrading.Rows;
using Ami.Modules.PaperTrading.Sharing;
using Ami.Modules.PaperTrading.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.PaperTrading;

/// <summary>Accounts with practice money, orders, positions and results. See README.md in this folder.</summary>
public sealed class PaperTradingModule : IModule
{
    /// <inheritdoc/>
    public string Name => "PaperTrading";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(Name).Get<PaperTradingOptions>() ?? new PaperTradingOptions());
        services.AddModuleDb<PaperTradingDb>();
        services.AddSingleton<Marks>();
        services.AddSingleton<SymbolVenues>();
        services.AddSingleton<ISymbolTrading, SymbolTrading>();
        services.AddSingleton<CarryMoments>();
        services.AddScoped<IAppliedActions, AppliedActions>();
        services.AddPersonalData<PaperPersonalData>();
        services.AddSharedThing<SharedPerformance, PerformanceTerms, PaperPerformance>();
        services.AddSingleton<PaperPush>();
        services.AddSingleton<AccountHistories>();
        services.AddSingleton<ReplayAccounts>();
        services.AddSingleton<AccountMarket>();
        services.AddSingleton<IFigures, PaperFigures>();
        services.AddEvent<OrderFilled>();
        services.AddEvent<OrderPartlyFilled>();
        services.AddEvent<OrderAmended>();
        services.AddEvent<PositionClosed>();
        services.AddMessageKinds(TellOfMarginCall.Kind, TellOfLiquidation.Kind, TellOfDebt.Kind, TellOfAction.Kind);
        services.AddEventHandler<CorporateActionApplied, TellOfAction>(TellOfAction.Name);
        services.AddEventHandler<AccountMarginCalled, TellOfMarginCall>(TellOfMarginCall.Name);
        services.AddEventHandler<AccountLiquidated, TellOfLiquidation>(TellOfLiquidation.Name);
        services.AddEventHandler<DebtForgiven, TellOfDebt>(TellOfDebt.Name);
        services.AddEvent<AccountReset>();
        services.AddEvent<AccountGraduated>();
        services.AddEventHandler<AccountGraduated, AuditGraduation>(AuditGraduation.Name);
        services.AddSingleton(PracticeFacts.Source);
        services.AddEventHandler<UserRegistered, OpenDefaultAccount>(OpenDefaultAccount.Name);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var paper = endpoints.MapGroup("/api/trading/paper").RequireAuthorization().WithTags("Paper trading");
        GetOverview.Map(paper);
        GetAccounts.Map(paper);
        OpenAccount.Map(paper);
        GetMeans.Map(paper);
        ResetAccount.Map(paper);
        PlaceOrder.Map(paper);
        AmendOrder.Map(paper);
        GetAmendments.Map(paper);
        CancelOrder.Map(paper);
        ClosePosition.Map(paper);
        CloseAll.Map(paper);
        ReversePosition.Map(paper);
        GetOrders.Map(paper);
        GetOrderCosts.Map(paper);
        GetFills.Map(paper);
        GetPositions.Map(paper);
        GetCarry.Map(paper);
        GetEquity.Map(paper);
        ExportAccount.Map(paper);
        GetStats.Map(paper);
        GetRules.Map(paper);
        SetRules.Map(paper);
        GetStatistics.Map(paper);
        GetGate.Map(paper);
        Graduate.Map(paper);
        GetStatement.Map(paper);
        ShareAccount.Map(paper);
        GetReconciliation.Map(paper);
        StreamPaper.Map(paper);
        OpenReplay.Map(paper);
        GetReplays.Map(paper);
        GetReplayChart.Map(paper);
        AdvanceReplay.Map(paper);
        EndReplay.Map(paper);
        endpoints.MapShared(SharedPerformance.Kind, "PaperPerformance", "How a practice account does");
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ITickConsumer, OrderMatcher>();
        services.AddPeriodicJob<MarginWatch>(
            "paper.check-margins",
            provider => new(provider.GetRequiredService<PaperTradingOptions>().MarginInterval),
            (job, run, ct) => job.CheckMargins(run, ct),
            inOneProcess: true
        );
        services.AddPeriodicJob<EndedSymbols>(
            "paper.settle-ended",
            _ => new(TimeSpan.FromSeconds(5)),
            (job, run, ct) => job.Settle(run, ct),
            inOneProcess: true
        );
        services.AddPeriodicJob<ExpiredOrders>(
            "paper.expire-orders",
            _ => new(TimeSpan.FromSeconds(1)),
            (job, run, ct) => job.Cancel(run, ct),
            inOneProcess: true
        );
        services.AddPeriodicJob<CarryCharges>(
            "paper.charge-carry",
            _ => new(TimeSpan.FromSeconds(5)),
            (job, run, ct) => job.Charge(run, ct),
            inOneProcess: true
        );
        services.AddSchedule<MarginWatch>("paper.add-equity-points", "0 * * * * ?", (job, run, ct) => job.AddPoints(run, ct));
    }
}
