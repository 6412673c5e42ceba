namespace Ami.Modules;

/// <summary>Every module, once. A new module adds its line here and is then in every process.</summary>
public static class AllModules
{
    /// <summary>In the order in which services are registered and migrations run.</summary>
    public static IReadOnlyList<IModule> All { get; } =
    [
        new Identity.IdentityModule(),
        new Workers.WorkersModule(),
        new Operations.OperationsModule(),
        new Notifications.NotificationsModule(),
        new Growth.GrowthModule(),
        new Market.MarketModule(),
        new PaperTrading.PaperTradingModule(),
        new Payments.PaymentsModule(),
        new Learning.LearningModule(),
    ];
}
