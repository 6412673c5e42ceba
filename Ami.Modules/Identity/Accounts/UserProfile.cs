namespace Ami.Modules.Identity;

/// <summary>A person, as they see themselves.</summary>
/// <param name="Permissions">Names of what they may do beyond what everybody may, by the roles that count now.</param>
internal sealed record UserProfile(
    Guid Id,
    string Email,
    string DisplayName,
    Language Language,
    string TimeZone,
    IReadOnlyList<string> Roles,
    Plan Plan,
    DateTimeOffset CreatedAt,
    bool EmailConfirmed,
    bool HasPassword,
    string? AvatarUrl,
    bool IsStaffOnHold,
    IReadOnlyList<string> Permissions
);

/// <summary>Tells people who they are and what they may do. Not inside a transaction.</summary>
internal sealed class Profiles(Accounts accounts, IRolePermissions permissions)
{
    public async Task<Result<UserProfile>> Find(Guid userId, CancellationToken cancellationToken) =>
        await accounts.Find(userId, cancellationToken) is { } account ? await Of(account, cancellationToken) : IdentityErrors.AccountGone;

    public async Task<UserProfile> Of(Account account, CancellationToken cancellationToken) =>
        new(
            Id: account.Id,
            Email: account.Email,
            DisplayName: account.DisplayName,
            Language: account.Language,
            TimeZone: account.TimeZone,
            Roles: account.Roles,
            Plan: account.Plan,
            CreatedAt: account.CreatedAt,
            EmailConfirmed: account.EmailConfirmed,
            HasPassword: account.HasPassword,
            AvatarUrl: AvatarName.UrlOf(account.Id, account.Avatar),
            IsStaffOnHold: account.IsStaffOnHold,
            Permissions: (await permissions.Current(cancellationToken)).Of(account.EffectiveRoles)
        );
}
