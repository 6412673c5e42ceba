using Ami.Modules.Identity.Contracts;

namespace Ami.Tests.ApiService.RoleMatrix;

/// <summary>Who may call an endpoint. Staff are also students.</summary>
internal enum Who
{
    /// <summary>Also somebody who is not signed in.</summary>
    Everybody,

    /// <summary>Anybody who is signed in, for what is their own or everybody's.</summary>
    SignedIn,

    /// <summary>Only the person whose things the ids name; for anybody else, staff included, they do not exist.</summary>
    Owner,

    /// <summary>Support and admin.</summary>
    Support,

    /// <summary>Admin only.</summary>
    Administrator,

    /// <summary>An external program with a key, and no person.</summary>
    Worker,

    /// <summary>The edge itself, from an address that is trusted; for anybody else it does not exist.</summary>
    Edge,
}

/// <summary>One endpoint and who may call it.</summary>
/// <param name="Endpoint">Method and route pattern.</param>
/// <param name="Who">Who may.</param>
/// <param name="Path">The address with the ids of somebody's own things; for <see cref="Who.Owner"/> in any case.</param>
/// <param name="Body">For <see cref="Who.Owner"/>: the body, where the ids stand in it.</param>
internal sealed record AccessLine(string Endpoint, Who Who, Func<Belongings, string>? Path = null, Func<Belongings, object>? Body = null)
{
    /// <summary>Whether people whose sign-in is not of the last minutes are asked again who they are.</summary>
    public bool Fresh { get; init; }

    /// <summary>The smallest plan that lets people in; null when every plan does.</summary>
    public Plan? Plan { get; init; }
}

/// <summary>Things of one person, by their ids.</summary>
internal sealed record Belongings(
    Guid User,
    Guid Account,
    Guid Order,
    Guid Session,
    Guid Device,
    Guid Notification,
    Guid Job,
    Guid Link,
    Guid Invoice,
    Guid Withdrawal,
    string ShareToken,
    string Symbol,
    Guid Idea,
    Guid Invitation,
    Taught Learning,
    Guid Replay
);

/// <param name="Course">One that is free.</param>
/// <param name="Preview">A lesson of it that everybody may read.</param>
/// <param name="OwnCard">A card of the owner's own.</param>
/// <param name="Quiz">One that is free.</param>
/// <param name="Attempt">The owner's attempt of it, which is open.</param>
/// <param name="Exercises">A quiz of chart exercises.</param>
/// <param name="Played">The owner's attempt of it; the scene of its first question was chosen.</param>
/// <param name="Friendship">That somebody asked the owner for.</param>
internal sealed record Taught(Guid Course, Guid Preview, Guid OwnCard, Guid Quiz, Guid Attempt, Guid Exercises, Guid Played, Guid Friendship);
