using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

internal sealed class PersonDirectory(IdentityDb db, ILookupNormalizer addresses) : IPersonDirectory
{
    public Task<Person?> Find(Guid userId, CancellationToken cancellationToken = default) =>
        People(db.Users.Where(u => u.Id == userId)).SingleOrDefaultAsync(cancellationToken);

    public async Task<IReadOnlyList<Person>> FindMany(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken = default) =>
        userIds.Count == 0 ? [] : await People(db.Users.Where(u => userIds.Contains(u.Id))).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Person>> Next(Guid? after, int most, CancellationToken cancellationToken = default)
    {
        var from = after ?? Guid.Empty;
        return await People(db.Users.Where(u => u.Id > from).OrderBy(u => u.Id).Take(most)).ToListAsync(cancellationToken);
    }

    public Task<Person?> FindByEmail(string email, CancellationToken cancellationToken = default)
    {
        var normalized = addresses.NormalizeEmail(email.Trim().Replace("\0", "", StringComparison.Ordinal));
        return People(db.Users.Where(u => u.NormalizedEmail == normalized)).SingleOrDefaultAsync(cancellationToken);
    }

    public string? AddressKey(string email) => ProfileRules.Check(email: email) is null ? addresses.NormalizeEmail(email) : null;

    private static IQueryable<Person> People(IQueryable<User> users) =>
        users.AsNoTracking().Select(u => new Person(u.Id, u.Email ?? "", u.EmailConfirmed, u.DisplayName, u.Language, u.TimeZone, u.Plan));
}
