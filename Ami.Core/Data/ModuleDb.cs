using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// A module's tables: one schema, snake_case names, enums as text, decimals as numeric(28,10), joined to the scope's <see cref="UnitOfWork"/>.
/// </summary>
/// <param name="unitOfWork">The scope's unit of work.</param>
/// <param name="schema">The module's schema, for example <c>paper_trading</c>.</param>
public abstract class ModuleDb(UnitOfWork unitOfWork, string schema) : DbContext
{
    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseUnitOfWork(unitOfWork);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UseAmiConventions();

    /// <summary>Derived contexts call this first.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(schema);
}

/// <summary>What makes any <see cref="DbContext"/> a module's context, also one that must derive from another base class.</summary>
public static class ModuleDbExtensions
{
    /// <summary>Registers a context, scoped and joined to the scope's <see cref="UnitOfWork"/>.</summary>
    public static IServiceCollection AddModuleDb<TDb>(this IServiceCollection services)
        where TDb : DbContext
    {
        var factory = ActivatorUtilities.CreateFactory<TDb>([]);
        return services.AddScoped(provider =>
        {
            var db = factory(provider, null);
            provider.GetRequiredService<UnitOfWork>().Join(db);
            return db;
        });
    }

    /// <summary>Puts a context on the unit's connection. For <c>OnConfiguring</c>.</summary>
    public static DbContextOptionsBuilder UseUnitOfWork(this DbContextOptionsBuilder options, UnitOfWork unitOfWork) =>
        options.UseNpgsql(unitOfWork.Connection);

    /// <summary>The conventions of every schema. For <c>ConfigureConventions</c>.</summary>
    public static ModelConfigurationBuilder UseAmiConventions(this ModelConfigurationBuilder configuration)
    {
        configuration.Properties<decimal>().HavePrecision(28, 10);
        configuration.Properties<Enum>().HaveConversion<string>();
        configuration.Conventions.Add(_ => new SnakeCaseNames());
        return configuration;
    }
}
