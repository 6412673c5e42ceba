using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Payments;

/// <summary>What people buy, and what the payment provider told of it.</summary>
internal sealed class PaymentsDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "payments")
{
    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();
    public DbSet<StripeEventRow> StripeEvents => Set<StripeEventRow>();
    public DbSet<CheckoutRow> Checkouts => Set<CheckoutRow>();
    public DbSet<InvoiceRow> Invoices => Set<InvoiceRow>();
    public DbSet<FailedRefundRow> FailedRefunds => Set<FailedRefundRow>();
    public DbSet<CardUseRow> CardUses => Set<CardUseRow>();
    public DbSet<PurchaseRow> Purchases => Set<PurchaseRow>();
    public DbSet<DisputeRow> Disputes => Set<DisputeRow>();
    public DbSet<DepositRow> Deposits => Set<DepositRow>();
    public DbSet<DepositRefundRow> DepositRefunds => Set<DepositRefundRow>();
    public DbSet<WithdrawalRow> Withdrawals => Set<WithdrawalRow>();
    public DbSet<ReconciliationCaseRow> ReconciliationCases => Set<ReconciliationCaseRow>();
    public DbSet<ReconciliationRunRow> ReconciliationRuns => Set<ReconciliationRunRow>();
    public DbSet<MarkRow> Marks => Set<MarkRow>();
    public DbSet<DepartureRow> Departures => Set<DepartureRow>();

    /// <summary>Credit notes that stand: those of refunds that failed after all are countered. Of one invoice, or of all.</summary>
    public IQueryable<InvoiceRow> Credits(Guid? invoiceId = null) =>
        Invoices.Where(i =>
            i.Kind == InvoiceKind.CreditNote && (invoiceId == null || i.CreditsId == invoiceId) && !Invoices.Any(against => against.CountersId == i.Id)
        );

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<SubscriptionRow>().Ignore(s => s.State).Ignore(s => s.IsOpen);
        modelBuilder.Entity<InvoiceRow>().Ignore(i => i.Number);
        modelBuilder.Entity<PurchaseRow>().Ignore(p => p.Product);
        modelBuilder.Entity<CardUseRow>().HasKey(u => u.PaymentId);
        modelBuilder.Entity<MarkRow>().HasKey(m => m.Name);
        modelBuilder.Entity<DepartureRow>().HasKey(d => d.CustomerId);
    }
}

/// <summary>How far something was read.</summary>
internal sealed class MarkRow
{
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A customer of somebody who left, whom the provider has still to forget.</summary>
internal sealed class DepartureRow
{
    public required string CustomerId { get; init; }
    public required DateTimeOffset LeftAt { get; init; }
}
