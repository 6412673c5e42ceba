namespace Ami.Modules.Learning;

/// <summary>Somebody who wants to be compared with others. Who does not, has no row, and nobody sees anything of them.</summary>
internal sealed class Player
{
    public required Guid UserId { get; init; }

    /// <summary>As the others see them; see <see cref="PlayerName"/>.</summary>
    public required string Name { get; set; }

    /// <summary>By which somebody else asks to be a friend; written as <see cref="CertificateCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The first week that others see: what somebody did before is not shown afterwards.</summary>
    public required DateOnly Since { get; init; }
}

/// <summary>Two who want to see each other among their friends. It goes when either of them leaves.</summary>
internal sealed class Friendship
{
    public required Guid Id { get; init; }

    /// <summary>Who used the other's code.</summary>
    public required Guid AskedBy { get; init; }

    /// <summary>Whose code it was.</summary>
    public required Guid Asked { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Null while they have not: until then neither sees anything of the other but the name.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
}

/// <summary>The name that others see. It has the letters of names on certificates, so that nobody can be made to look like somebody else with those of two scripts.</summary>
internal static class PlayerName
{
    public const int Longest = 40;

    /// <summary>One way of writing a name that can be written in several; null for what is none.</summary>
    public static string? Read(string? given) => HolderName.Read(given) is { Length: <= Longest } name ? name : null;
}

/// <summary>What can be refused of comparing.</summary>
internal static class PlayerErrors
{
    public static Error NameInvalid { get; } =
        Error.InvalidField(
            "learning.player_name_invalid",
            "name",
            $"Choose a name of 2 to {PlayerName.Longest} Latin letters, with blanks, apostrophes, hyphens and points."
        );

    public static Error NotJoined { get; } = Error.Conflict("learning.not_on_leaderboard", "Join the leaderboard first: friends see each other there.");

    public static Error CodeUnknown { get; } = Error.NotFound("learning.friend_code_unknown", "Nobody has this code (any more). Ask for it again.");

    public static Error OwnCode { get; } = Error.Conflict("learning.friend_code_own", "This code is your own. Give it to a friend.");

    public static Error TooMany { get; } =
        Error.Conflict("learning.friends_full", $"One of you has {Friends.Most} friends and requests already. Remove one first.");

    public static Error FriendUnknown { get; } = Error.NotFound("learning.friend_unknown", "There is no such friend or request (any more).");

    public static Error WeekInvalid { get; } = Error.InvalidField("learning.week_invalid", "week", "A week is named by its Monday, such as 2026-11-30.");
}
