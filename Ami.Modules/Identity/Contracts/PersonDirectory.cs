using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity.Contracts;

/// <summary>What other modules may know of a user.</summary>
/// <param name="Id">The user.</param>
/// <param name="Email">Their address.</param>
/// <param name="EmailConfirmed">Whether they have shown that the address is theirs.</param>
/// <param name="DisplayName">How they want to be addressed.</param>
/// <param name="Language">Their language.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Plan">What they have subscribed to.</param>
public sealed record Person(Guid Id, string Email, bool EmailConfirmed, string DisplayName, Language Language, string TimeZone, Plan Plan);

/// <summary>Finds users by id. Scoped.</summary>
public sealed class PersonDirectory
{
    private readonly IdentityDb _db;

    internal PersonDirectory(IdentityDb db) => _db = db;

    /// <summary>The user, or null when the account does not exist (any more).</summary>
    public Task<Person?> Find(Guid userId, CancellationToken cancellationToken = default) =>
        People(_db.Users.Where(u => u.Id == userId)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Those of these users that exist, in any order.</summary>
    public async Task<IReadOnlyList<Person>> FindMany(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken = default) =>
        userIds.Count == 0 ? [] : await People(_db.Users.Where(u => userIds.Contains(u.Id))).ToListAsync(cancellationToken);

    /// <summary>Whose address this is, however it is spelt in upper and lower case; null when nobody's.</summary>
    public Task<Person?> FindByEmail(string email, CancellationToken cancellationToken = default)
    {
        var normalized = email.Trim().Replace("\0", "", StringComparison.Ordinal).Normalize().ToUpperInvariant();
        return People(_db.Users.Where(u => u.NormalizedEmail == normalized)).SingleOrDefaultAsync(cancellationToken);
    }

    private static IQueryable<Person> People(IQueryable<Domain.User> users) =>
        users.AsNoTracking().Select(u => new Person(u.Id, u.Email ?? "", u.EmailConfirmed, u.DisplayName, u.Language, u.TimeZone, u.Plan));
}
