using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Gives an account a role, which is how an installation gets its first administrator. It counts from the person's next access token on.</summary>
internal sealed class GrantRole(UnitOfWork unitOfWork, IdentityDb db, UserManager<User> users, Accounts accounts, AuditLog audit, Messages messages) : ICommand
{
    public string Name => "grant-role";

    /// <summary>An administrator is made by another, or by whoever owns the database.</summary>
    public bool AsOwner => true;

    public string Usage =>
        $"grant-role EMAIL ROLE   give an account a role: {Roles.Student}, {Roles.Instructor}, {Roles.Support}, {Roles.Admin} or one made in the admin area";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not [var email, var role] || !await db.Roles.AnyAsync(r => r.Name == role, cancellationToken))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var normalized = users.NormalizeEmail(email);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancellationToken) is not { } user)
        {
            await output.WriteLineAsync($"There is no account with the address {email}. Sign up in the web app first.");
            return 1;
        }

        var granted = await unitOfWork.Run(ct => Grant(user, role, ct), cancellationToken);
        await output.WriteLineAsync(
            granted
                ? $"{email} has the role {role} now; signed-in browsers notice within 15 minutes, or on signing in again."
                : $"{email} had the role {role} already."
        );
        return 0;
    }

    private async Task<bool> Grant(User user, string role, CancellationToken cancellationToken)
    {
        var before = (await accounts.WithRoles(user, cancellationToken)).Roles;
        if (before.Contains(role))
        {
            return false;
        }

        var roleId = await db.Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(cancellationToken);
        db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = roleId });
        await db.SaveChangesAsync(cancellationToken);
        IReadOnlyList<string> after = [.. before, role];
        audit.Append(new AuditEntry("identity.roles-changed", "user", user.Id.ToString()) { Before = new { roles = before }, After = new { roles = after } });
        messages.Send(StaffMessages.RolesChanged, user.Id, new Dictionary<string, string> { ["roles"] = string.Join(", ", after) });
        return true;
    }
}
