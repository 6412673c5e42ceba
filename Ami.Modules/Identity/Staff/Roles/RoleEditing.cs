using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Changes roles. Every change is audited with what was before, grows the role's version, and counts in every process when it has committed. Only inside
/// <see cref="StaffActs.Do{T}"/>, where one at a time happens.
/// </summary>
internal sealed class RoleEditing(UnitOfWork unitOfWork, IdentityDb db, RolePermissions permissions, RoleHolders holders, AuditLog audit, TimeProvider time)
{
    /// <param name="displayName">What staff call it.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="source">The role whose permissions it begins with; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The new role's name.</returns>
    public async Task<Result<string>> Create(string displayName, string? description, string? source, CancellationToken cancellationToken)
    {
        if (RoleRules.DisplayName(displayName) is not { } called)
        {
            return RoleErrors.NameWrong;
        }

        if (RoleRules.Description(description) is not { } described)
        {
            return RoleErrors.DescriptionWrong;
        }

        var others = await db.Roles.AsNoTracking().ToListAsync(cancellationToken);
        if (others.Count(role => !role.IsBuiltIn) >= RoleRules.MostRoles)
        {
            return RoleErrors.TooMany;
        }

        if (IsTaken(called, others))
        {
            return RoleErrors.NameTaken;
        }

        if (source is not null && others.TrueForAll(role => role.Name != source))
        {
            return RoleErrors.SourceUnknown;
        }

        var name = RoleRules.KeyFor(called, others.Select(role => role.Name ?? "").ToHashSet());
        var now = time.GetUtcNow();
        var role = new Role
        {
            Id = TimeOrderedId.New(now),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            DisplayName = called,
            Description = described,
            CreatedAt = now,
            ChangedAt = now,
        };
        IReadOnlyList<string> granted = source is null ? [] : [.. (await Now(source, cancellationToken)).Where(one => !RoleRules.IsFixed(name, one))];
        db.Roles.Add(role);
        db.RoleDecisions.AddRange(
            granted.Select(one => new RoleDecision
            {
                RoleId = role.Id,
                Permission = one,
                Granted = true,
            })
        );
        await db.SaveChangesAsync(cancellationToken);
        audit.Append(
            new AuditEntry("identity.role-created", "role", name)
            {
                After = new
                {
                    displayName = called,
                    description = described,
                    from = source,
                    permissions = granted,
                },
            }
        );
        unitOfWork.OnCommitted(permissions.Changed);
        return name;
    }

    /// <param name="name">The role.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="displayName">What staff call it from now on; nothing calls a built-in role as the product does.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<string>> Rename(string name, int version, string? displayName, string? description, CancellationToken cancellationToken)
    {
        if (!(await Seen(name, version, cancellationToken)).Try(out var role, out var refused))
        {
            return refused;
        }

        var asTheProductDoes = role.IsBuiltIn && string.IsNullOrWhiteSpace(displayName);
        var called = asTheProductDoes ? null : RoleRules.DisplayName(displayName);
        if (called is null && !asTheProductDoes)
        {
            return RoleErrors.NameWrong;
        }

        if (RoleRules.Description(description) is not { } described)
        {
            return RoleErrors.DescriptionWrong;
        }

        var others = await db.Roles.AsNoTracking().Where(other => other.Id != role.Id).ToListAsync(cancellationToken);
        if (called is not null && IsTaken(called, others))
        {
            return RoleErrors.NameTaken;
        }

        if (called == role.DisplayName && described == role.Description)
        {
            return name;
        }

        audit.Append(
            new AuditEntry("identity.role-renamed", "role", name)
            {
                Before = new { role.DisplayName, role.Description },
                After = new { displayName = called, description = described },
            }
        );
        (role.DisplayName, role.Description) = (called, described);
        await Save(role, cancellationToken);
        return name;
    }

    /// <param name="name">The role.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="wanted">Exactly the permissions that it is to have.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<string>> Decide(string name, int version, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        if (!(await Seen(name, version, cancellationToken)).Try(out var role, out var refused))
        {
            return refused;
        }

        var before = await Now(name, cancellationToken);
        var (added, removed) = (wanted.Except(before).Order(StringComparer.Ordinal).ToList(), before.Except(wanted).ToList());
        if (added.Find(one => !permissions.Declared.ContainsKey(one)) is { } unknown)
        {
            return RoleErrors.PermissionUnknown(unknown);
        }

        if (added.Concat(removed).FirstOrDefault(one => RoleRules.IsFixed(name, one)) is { } fast)
        {
            return RoleErrors.PermissionFixed(fast);
        }

        if (added.Count + removed.Count == 0)
        {
            return name;
        }

        // Only what differs is decided: the rest goes on following the code's defaults.
        var decisions = await db.RoleDecisions.Where(d => d.RoleId == role.Id).ToDictionaryAsync(d => d.Permission, cancellationToken);
        foreach (var one in added.Concat(removed))
        {
            var granted = added.Contains(one);
            if (decisions.TryGetValue(one, out var decision))
            {
                decision.Granted = granted;
            }
            else
            {
                db.RoleDecisions.Add(
                    new RoleDecision
                    {
                        RoleId = role.Id,
                        Permission = one,
                        Granted = granted,
                    }
                );
            }
        }

        audit.Append(
            new AuditEntry("identity.role-permissions-changed", "role", name)
            {
                Before = new { permissions = before },
                After = new
                {
                    permissions = wanted.Distinct().Order(StringComparer.Ordinal),
                    added,
                    removed,
                },
            }
        );
        await Save(role, cancellationToken);
        unitOfWork.OnCommitted(permissions.Changed);
        return name;
    }

    /// <summary>Deletes a role, and takes it from whoever has it: who has no other becomes a student.</summary>
    /// <param name="name">The role.</param>
    /// <param name="version">The version that was seen.</param>
    /// <param name="people">How many people it is known to be taken from.</param>
    /// <param name="exceptSession">The session in which it is done: it goes on.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Result<bool>> Delete(string name, int version, int people, Guid exceptSession, CancellationToken cancellationToken)
    {
        // Whatever version of it was seen.
        if (await db.Roles.AnyAsync(one => one.Name == name && one.IsBuiltIn, cancellationToken))
        {
            return RoleErrors.BuiltIn;
        }

        if (!(await Seen(name, version, cancellationToken)).Try(out var role, out var refused))
        {
            return refused;
        }

        var held = await db
            .UserRoles.Where(m => m.RoleId == role.Id)
            .Select(m => new
            {
                m.UserId,
                Roles = db
                    .UserRoles.Where(o => o.UserId == m.UserId)
                    .Join(db.Roles, o => o.RoleId, r => r.Id, (_, r) => r.Name ?? "")
                    .OrderBy(one => one)
                    .ToList(),
            })
            .ToListAsync(cancellationToken);
        if (held.Count != people)
        {
            return RoleErrors.Held(held.Count);
        }

        // Whoever is signing in with the role waits, and then has no such session: their token would name a role that is gone.
        await using (var hold = unitOfWork.Command("select from identity.users where id = any($1) order by id for no key update"))
        {
            await hold.With(held.ConvertAll(holder => holder.UserId)).ExecuteNonQueryAsync(cancellationToken);
        }

        var before = await Now(name, cancellationToken);
        foreach (var holder in held)
        {
            IReadOnlyList<string> left = [.. holder.Roles.Where(one => one != name)];
            await holders.Give(holder.UserId, holder.Roles, left.Count == 0 ? [Roles.Student] : left, exceptSession, cancellationToken);
        }

        await db.Roles.Where(one => one.Id == role.Id).ExecuteDeleteAsync(cancellationToken);
        audit.Append(
            new AuditEntry("identity.role-deleted", "role", name)
            {
                Before = new
                {
                    role.DisplayName,
                    role.Description,
                    permissions = before,
                    people = held.Count,
                },
            }
        );
        unitOfWork.OnCommitted(permissions.Changed);
        return true;
    }

    private async Task<Result<Role>> Seen(string name, int version, CancellationToken cancellationToken) =>
        await db.Roles.SingleOrDefaultAsync(role => role.Name == name, cancellationToken) is not { } role ? RoleErrors.Unknown
        : role.Version != version ? RoleErrors.Changed
        : role;

    private async Task<IReadOnlyList<string>> Now(string name, CancellationToken cancellationToken) =>
        (await permissions.Read(unitOfWork, cancellationToken)).Of([name]);

    private Task Save(Role role, CancellationToken cancellationToken)
    {
        role.Version++;
        role.ChangedAt = time.GetUtcNow();
        return db.SaveChangesAsync(cancellationToken);
    }

    private static bool IsTaken(string displayName, IEnumerable<Role> others) =>
        others.Any(other =>
            string.Equals(other.DisplayName, displayName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(other.Name, displayName, StringComparison.OrdinalIgnoreCase)
            || RoleRules.ProductNames(other.Name).Contains(displayName, StringComparer.OrdinalIgnoreCase)
        );
}
