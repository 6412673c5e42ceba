using Ami.Modules.Identity.Contracts;
using Microsoft.AspNetCore.Identity;

namespace Ami.Modules.Identity.Domain;

/// <summary>A person's account. The user name is the e-mail address.</summary>
internal sealed class User : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public required Language Language { get; set; }

    /// <summary>IANA name, for example <c>America/Argentina/Buenos_Aires</c>.</summary>
    public required string TimeZone { get; set; }

    public Plan Plan { get; set; } = Plan.Free;
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A role by its fixed id; the rows come with the first migration.</summary>
internal sealed class Role : IdentityRole<Guid>;
