using Ami.Modules.PaperTrading.Domain;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.PaperTrading;

/// <summary>Reads of the module's tables. Writes go through <see cref="Grains.PaperAccountGrain"/>, which queues its rows for one batch per commit.</summary>
public sealed class PaperTradingDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "paper_trading")
{
    public DbSet<PaperAccount> Accounts => Set<PaperAccount>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Position> Positions => Set<Position>();

    public DbSet<Fill> Fills => Set<Fill>();

    public DbSet<EquityPoint> EquityPoints => Set<EquityPoint>();

    public DbSet<Mark> Marks => Set<Mark>();

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
    }
}

/// <summary>The last price the matcher saw for a symbol.</summary>
public sealed record Mark(string Symbol, decimal Price, DateTimeOffset Time);
