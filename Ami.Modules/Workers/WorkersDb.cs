using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Workers;

/// <summary>The keys of external programs.</summary>
internal sealed class WorkersDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "workers")
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.Property<string>(ApiKey.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
    }
}
