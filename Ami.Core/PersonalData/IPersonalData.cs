using Microsoft.Extensions.DependencyInjection;

namespace Ami.Core;

/// <summary>
/// What one part of the system holds of people: handed over when they ask for it, erased when their account is. Every module that stores anything about a
/// person registers one with <c>AddPersonalData</c>; a test looks into all tables for what was left out. Scoped.
/// </summary>
public interface IPersonalData
{
    /// <summary>What it stores of people, for the privacy page.</summary>
    IReadOnlyList<KeptData> Kept { get; }

    /// <summary>Adds everything it holds of a person to their archive.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="archive">Files go below a folder of the module's own, for example <c>paper-trading/orders.json</c>.</param>
    /// <param name="cancellationToken">The person has gone.</param>
    Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken);

    /// <summary>
    /// Erases everything it holds of a person, or makes it anonymous for good where it must be kept, such as the ledger. Runs inside <see
    /// cref="UnitOfWork.Run{T}"/> together with all others, so either everything goes or nothing; files go with <see cref="FileDiscarded"/>. It must not call
    /// a grain. The same person may be erased again.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="cancellationToken">Cancels, and rolls back.</param>
    Task Erase(Guid userId, CancellationToken cancellationToken);
}

/// <summary>Registers what modules hold of people.</summary>
public static class PersonalDataRegistration
{
    /// <summary>Makes a module's part known.</summary>
    public static IServiceCollection AddPersonalData<T>(this IServiceCollection services)
        where T : class, IPersonalData => services.AddScoped<IPersonalData, T>();
}
