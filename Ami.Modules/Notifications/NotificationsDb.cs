using Ami.Modules.Notifications.Domain;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications;

/// <summary>Messages, mails and preferences. The queue of mails is few statements and is written in SQL where it is used.</summary>
internal sealed class NotificationsDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "notifications")
{
    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Mail> Mails => Set<Mail>();

    public DbSet<Preference> Preferences => Set<Preference>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Message>().Property(m => m.Fields).HasColumnType("jsonb");
        modelBuilder.Entity<Mail>().Property(m => m.Fields).HasColumnType("jsonb");
        modelBuilder.Entity<Mail>().Property<string>(Mail.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        modelBuilder.Entity<Preference>().HasKey(p => new { p.UserId, p.Kind });
    }
}
