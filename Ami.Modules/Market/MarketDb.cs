using Ami.Modules.Market.Alerts;
using Ami.Modules.Market.Drawings;
using Ami.Modules.Market.Layouts;
using Ami.Modules.Market.Screener;
using Ami.Modules.Market.Watchlists;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market;

/// <summary>What people keep on charts and of symbols. Bars, cursors and replays are few statements each and are written in SQL where they are used.</summary>
internal sealed class MarketDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "market")
{
    public DbSet<Drawing> Drawings => Set<Drawing>();

    public DbSet<DrawingTemplate> DrawingTemplates => Set<DrawingTemplate>();

    public DbSet<Watchlist> Watchlists => Set<Watchlist>();

    public DbSet<Layout> Layouts => Set<Layout>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<AlertFiring> AlertFirings => Set<AlertFiring>();

    public DbSet<AlertSecret> AlertSecrets => Set<AlertSecret>();

    public DbSet<Screen> Screens => Set<Screen>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Drawing>(drawing =>
        {
            drawing
                .ToTable("drawings")
                .HasKey(d => new
                {
                    d.UserId,
                    d.Symbol,
                    d.Id,
                });
            drawing.Property(d => d.Points).HasColumnType("jsonb");
            drawing.Property(d => d.Style).HasColumnType("jsonb");
        });
        modelBuilder.Entity<DrawingTemplate>(template =>
        {
            template.ToTable("drawing_templates").HasKey(t => new { t.UserId, t.Id });
            template.Property(t => t.Style).HasColumnType("jsonb");
        });
        modelBuilder.Entity<Watchlist>(list =>
        {
            list.ToTable("watchlists").HasKey(w => new { w.UserId, w.Id });
            list.Property(w => w.Items).HasColumnType("jsonb");
        });
        modelBuilder.Entity<Layout>(layout =>
        {
            layout.ToTable("layouts").HasKey(l => new { l.UserId, l.Id });
            layout.Property(l => l.Body).HasColumnType("jsonb");
        });
        modelBuilder.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts").HasKey(a => new { a.UserId, a.Id });
            alert.Property(a => a.Form).HasColumnType("jsonb");
        });
        modelBuilder.Entity<AlertFiring>().ToTable("alert_firings").HasKey(f => f.Id);
        modelBuilder.Entity<AlertSecret>().ToTable("alert_secrets").HasKey(s => s.UserId);
        modelBuilder.Entity<Screen>(screen =>
        {
            screen.ToTable("screens").HasKey(s => new { s.UserId, s.Id });
            screen.Property(s => s.Body).HasColumnType("jsonb");
        });
    }
}
