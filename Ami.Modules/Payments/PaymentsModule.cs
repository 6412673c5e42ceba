using Ami.Modules.Identity.Contracts;
using Ami.Modules.Notifications.Contracts;
using Ami.Modules.Payments.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Payments;

/// <summary>What people buy: subscriptions, and what the payment provider tells of them. See README.md in this folder.</summary>
public sealed class PaymentsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Payments";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<PaymentsDb>();
        services.AddSingleton(configuration.GetSection(Name).Get<PaymentsOptions>() ?? new PaymentsOptions());
        services.AddProvider(configuration);
        services.AddSingleton<PriceCatalogue>();
        services.AddScoped<Customers>();
        services.AddScoped<FetchOrder>();
        services.AddPermissions(PaymentsPermissions.All);
        services.AddPersonalData<PaymentsPersonalData>();
        AddEvents(services);
        AddBooks(services);
        AddSubscriptions(services);
        AddPurchases(services);
        AddWallet(services);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var payments = endpoints.MapGroup("/api/payments").RequireAuthorization().WithTags("Payments");
        ReceiveEvent.Map(payments);
        GetPlans.Map(payments);
        GetSubscription.Map(payments);
        Subscribe.Map(payments);
        ChangePlan.Map(payments);
        CancelSubscription.Map(payments);
        PauseSubscription.Map(payments);
        OpenPortal.Map(payments);
        MyInvoices.Map(payments);
        BuyProduct.Map(payments);
        MyPurchases.Map(payments);

        var wallet = payments.MapGroup("/wallet");
        GetWallet.Map(wallet);
        BeginDeposit.Map(wallet);
        MyWithdrawals.Map(wallet);
        ReadStatement.Map(wallet);
        PracticeMoney.Map(wallet);

        var staff = endpoints.MapGroup("/api/admin/payments").WithTags("Payments");
        ListSubscriptions.Map(staff);
        ListStripeEvents.Map(staff);
        ListInvoices.Map(staff);
        RefundInvoice.Map(staff);
        ListPurchases.Map(staff);
        ListCases.Map(staff);
        DecideCase.Map(staff);
        RequestReconciliation.Map(staff);
        ReadRevenue.Map(staff);
        ListWithdrawals.Map(staff);
        DecideWithdrawal.Map(staff);
        WatchDeposits.Map(staff);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPeriodicJob<HealPayments>("payments.heal", _ => new(TimeSpan.FromMinutes(1)), (job, run, ct) => job.Run(run, ct), inOneProcess: true);
        services.AddPeriodicJob<ReconcilePayments>(
            "payments.reconcile",
            _ => new(TimeSpan.FromMinutes(1)),
            (job, run, ct) => job.Run(run, ct),
            inOneProcess: true
        );
        services.AddSchedule<HealPayments>("payments.sweep-events", "0 43 3 * * ?", (job, run, ct) => job.Sweep(run, ct));
        services.AddSchedule<SweepBooks>("payments.sweep-books", "0 13 3 * * ?", (job, run, ct) => job.Sweep(run, ct));
    }

    private static void AddBooks(IServiceCollection services)
    {
        services.AddScoped<ProviderStatement>();
        services.AddScoped<OurBooks>();
        services.AddScoped<CompareBooks>();
        services.AddScoped<KeepCases>();
        services.AddScoped<RequestReconciliation>();
        services.AddScoped<SubscriptionHistory>();
        services.AddScoped<RevenueHistory>();
    }

    private static void AddEvents(IServiceCollection services)
    {
        services.AddScoped<EventIntake>();
        services.AddScoped<HandleStripeEvent>();
        services.AddScoped<IEventApplier, SubscriptionEvents>();
        services.AddScoped<IEventApplier, CheckoutEvents>();
        services.AddScoped<IEventApplier, InvoiceEvents>();
        services.AddScoped<IEventApplier, RefundEvents>();
        services.AddScoped<PaymentBooks>();
        services.AddScoped<CardUses>();
        services.AddScoped<InvoiceMessages>();
        services.AddScoped<IssueDocuments>();
        services.AddScoped<Refunds>();
        services.AddScoped<RefundsOfPayment>();
        services.AddScoped<RefundInvoice>();
        services.AddMessageKinds(InvoiceMessages.All);
        services.AddEvent<StripeEventReceived>();
        services.AddEventHandler<StripeEventReceived, HandleStripeEvent>(HandleStripeEvent.Name);
    }

    private static void AddPurchases(IServiceCollection services)
    {
        services.AddScoped<Purchases>();
        services.AddScoped<IPurchasedProducts>(provider => provider.GetRequiredService<Purchases>());
        services.AddScoped<BuyProduct>();
        services.AddScoped<IEventApplier, DisputeEvents>();
        services.AddScoped<ISales, Sales>();
        services.AddEvent<SaleChanged>();
        services.AddEvent<ProductGranted>();
        services.AddEvent<ProductWithdrawn>();
        services.AddMessageKinds(Purchases.Bought, Purchases.GiftReady, Purchases.Withdrawn);
    }

    private static void AddWallet(IServiceCollection services)
    {
        services.AddScoped<WalletAccounts>();
        services.AddScoped<WalletMessages>();
        services.AddScoped<IErasureGate, WalletErasureGate>();
        services.AddScoped<Deposits>();
        services.AddScoped<DepositPages>();
        services.AddScoped<BeginDeposit>();
        services.AddScoped<Withdrawals>();
        services.AddSingleton<WalletEntries>();
        services.AddScoped<StatementSource>();
        services.AddScoped<PracticeMoney>();
        services.AddMessageKinds(WalletMessages.All);
    }

    private static void AddSubscriptions(IServiceCollection services)
    {
        services.AddScoped<Checkouts>();
        services.AddScoped<Subscriptions>();
        services.AddScoped<ApplySubscription>();
        services.AddScoped<SubscriptionChanges>();
        services.AddScoped<EndPauses>();
        services.AddEventHandler<SaleChanged, EndPaidBack>(EndPaidBack.Name);
        services.AddScoped<SubscriptionMessages>();
        services.AddScoped<Subscribe>();
        services.AddScoped<ChangePlan>();
        services.AddMessageKinds(SubscriptionMessages.All);
    }
}
