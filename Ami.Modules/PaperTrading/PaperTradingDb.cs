using Ami.Modules.PaperTrading.Domain;
using Ami.Quant.Trading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ami.Modules.PaperTrading;

/// <summary>Reads of the module's tables. Writes go through <see cref="Grains.PaperAccountGrain"/>, which queues its rows for one batch per commit.</summary>
public sealed class PaperTradingDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "paper_trading")
{
    /// <summary>Whose a row is: columns that the engine's records do not have.</summary>
    internal const string AccountId = nameof(AccountId);

    /// <inheritdoc cref="AccountId"/>
    internal const string UserId = nameof(UserId);

    private const string Generation = nameof(Generation);

    public DbSet<PaperAccount> Accounts => Set<PaperAccount>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderAmendment> OrderAmendments => Set<OrderAmendment>();

    public DbSet<Position> Positions => Set<Position>();

    public DbSet<Fill> Fills => Set<Fill>();

    public DbSet<ActionEffect> ActionEffects => Set<ActionEffect>();

    public DbSet<CarryCharge> CarryCharges => Set<CarryCharge>();

    public DbSet<EquityPoint> EquityPoints => Set<EquityPoint>();

    public DbSet<DebtRelief> DebtReliefs => Set<DebtRelief>();

    public DbSet<Mark> Marks => Set<Mark>();

    public DbSet<Replay> Replays => Set<Replay>();

    /// <summary>What belongs to one life of an account.</summary>
    internal static IQueryable<T> Of<T>(IQueryable<T> rows, Guid accountId, int generation)
        where T : class => rows.Where(row => EF.Property<Guid>(row, AccountId) == accountId && EF.Property<int>(row, Generation) == generation);

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        base.OnConfiguring(optionsBuilder);
        optionsBuilder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<EquityPoint>().HasKey(p => new { p.AccountId, p.At });
        modelBuilder.Entity<Mark>().HasKey(m => m.Symbol);
        modelBuilder.Entity<Replay>().HasKey(r => r.AccountId);
        modelBuilder.Entity<PaperAccount>().Ignore(a => a.Balance);
        modelBuilder.Entity<Order>(order =>
        {
            Owned(order);
            // What backtests may ask for and paper trading does not offer.
            order.Ignore(o => o.StopDistance).Ignore(o => o.TargetDistance).Ignore(o => o.BarsLeft).Ignore(o => o.QuantityStep);
        });
        modelBuilder.Entity<OrderAmendment>(amendment =>
        {
            amendment.HasKey(a => new { a.OrderId, a.Version });
            amendment.Property<Guid>(UserId);
        });
        modelBuilder.Entity<Position>(Owned);
        modelBuilder.Entity<Position>().Ignore(p => p.TradedAt).Ignore(p => p.Lots);
        modelBuilder.Entity<Fill>(Owned);
        modelBuilder.Entity<ActionEffect>(Owned);
        modelBuilder.Entity<CarryCharge>(charge =>
        {
            Owned(charge);
            charge.Property(c => c.Rate).HasPrecision(28, 20);
            charge.Property<DateTimeOffset>("ChargedAt");
        });
    }

    private static void Owned<T>(EntityTypeBuilder<T> rows)
        where T : class
    {
        rows.Property<Guid>(AccountId);
        rows.Property<Guid>(UserId);
        rows.Property<int>(Generation);
    }
}

/// <summary>The last price the matcher saw for a symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Price">What was traded.</param>
/// <param name="Time">When it was told.</param>
/// <param name="Began">When the market came there: of a bar that tells of it, when that began. Null for marks of a version before it.</param>
public sealed record Mark(string Symbol, decimal Price, DateTimeOffset Time, DateTimeOffset? Began);
