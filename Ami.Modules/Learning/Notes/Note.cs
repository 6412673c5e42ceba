using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>What somebody wrote down about a lesson, for themselves. It stays when they may not read the lesson any more.</summary>
internal sealed class Note : IKept
{
    /// <summary>The column that is searched.</summary>
    public const string Search = nameof(Search);

    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The client's.</summary>
    public required Guid Id { get; init; }

    public required Guid LessonId { get; init; }

    /// <summary>Which heading it is about, from 1; null for all of the lesson.</summary>
    public int? Heading { get; set; }

    /// <summary>What the heading was called when it was chosen, in Spanish.</summary>
    public string? HeadingEs { get; set; }

    /// <summary>The same in English.</summary>
    public string? HeadingEn { get; set; }

    /// <summary>Markdown, as plain text.</summary>
    public required string Text { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes").HasKey(n => new { n.UserId, n.Id });
            note.Property<string>(Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<Bookmark>().ToTable("bookmarks").HasKey(b => new { b.UserId, b.LessonId });
    }
}

/// <summary>A lesson that somebody wants to find again.</summary>
internal sealed class Bookmark
{
    public required Guid UserId { get; init; }
    public required Guid LessonId { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}
