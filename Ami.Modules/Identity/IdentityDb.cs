using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Accounts and roles. Sessions and tokens are few statements each and are written in SQL where they are used.</summary>
internal sealed class IdentityDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "identity")
{
    public DbSet<User> Users => Set<User>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<IdentityUserRole<Guid>> UserRoles => Set<IdentityUserRole<Guid>>();
    public DbSet<RoleDecision> RoleDecisions => Set<RoleDecision>();
    public DbSet<SessionUse> SessionUses => Set<SessionUse>();
    public DbSet<ExternalLogin> ExternalLogins => Set<ExternalLogin>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<User>(user =>
        {
            user.ToTable("users");
            user.Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed);
            user.HasIndex(u => u.NormalizedEmail).IsUnique().HasDatabaseName("users_normalized_email");
            user.HasIndex(u => u.NormalizedUserName).IsUnique().HasDatabaseName("users_normalized_user_name");
            user.Property(u => u.ConcurrencyStamp).IsConcurrencyToken();
            user.Property(u => u.Email).IsRequired();
            user.Property(u => u.NormalizedEmail).IsRequired();
            user.Property(u => u.UserName).IsRequired();
            user.Property(u => u.NormalizedUserName).IsRequired();
            user.Property<string>(User.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<Role>(role =>
        {
            role.ToTable("roles");
            role.HasIndex(r => r.NormalizedName).IsUnique().HasDatabaseName("roles_normalized_name");
            role.Property(r => r.Name).IsRequired();
            role.Property(r => r.NormalizedName).IsRequired();
        });
        modelBuilder.Entity<RoleDecision>(decision =>
        {
            decision.ToTable("role_permissions");
            decision.HasKey(d => new { d.RoleId, d.Permission });
            decision.HasOne<Role>().WithMany().HasForeignKey(d => d.RoleId);
        });
        modelBuilder.Entity<SessionUse>().HasNoKey().ToTable("sessions");
        modelBuilder.Entity<IdentityUserRole<Guid>>(membership =>
        {
            membership.ToTable("user_roles");
            membership.HasKey(m => new { m.UserId, m.RoleId });
            membership.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
            membership.HasOne<Role>().WithMany().HasForeignKey(m => m.RoleId);
        });
        modelBuilder.Entity<ExternalLogin>(login =>
        {
            login.ToTable("external_logins");
            login.HasKey(l => new { l.Provider, l.Key });
        });
    }
}
