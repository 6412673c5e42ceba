namespace Ami.Core;

/// <summary>
/// One kind of thing that is stored of people, in words for them: a line of the privacy page. All lines together name every table that says anything about a
/// person; a test holds them against the database.
/// </summary>
/// <param name="Key">Stable, <c>area.what</c>, for example <c>payments.invoices</c>.</param>
/// <param name="Tables">Where it is stored, for example <c>payments.invoices</c>.</param>
public sealed record KeptData(string Key, params IReadOnlyList<string> Tables)
{
    /// <summary>What it is called.</summary>
    public required Translated Title { get; init; }

    /// <summary>What is stored.</summary>
    public required Translated What { get; init; }

    /// <summary>What for.</summary>
    public required Translated Why { get; init; }

    /// <summary>How long, while there is the account.</summary>
    public required Translated HowLong { get; init; }

    /// <summary>What stays when the account is erased, for how long and by which law; null when nothing does.</summary>
    public Translated? Remains { get; init; }

    /// <summary>Who sees it besides the person; null for staff whose work needs it, and nobody else.</summary>
    public Translated? SeenBy { get; init; }

    /// <summary>As long as the account: said of most things.</summary>
    public static Translated AsTheAccount { get; } = new("Mientras exista tu cuenta.", "As long as your account exists.");
}
