using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Why staff hid a rating. Its author reads it.</summary>
internal enum HidingReason
{
    /// <summary>It insults or threatens somebody.</summary>
    Offensive,

    /// <summary>It says nothing about the course.</summary>
    OffTopic,

    /// <summary>It says of somebody what is theirs to say.</summary>
    PersonalData,

    /// <summary>It sells something.</summary>
    Advertising,
}

/// <summary>What somebody thinks of a course of which they did half at least. One of a person and course.</summary>
internal sealed class CourseRating : IKept
{
    public const int MostStars = 5;

    /// <summary>The column that is searched.</summary>
    public const string Search = nameof(Search);

    /// <summary>Follows from person and course.</summary>
    public required Guid Id { get; init; }

    public required Guid CourseId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>From 1 to 5.</summary>
    public required int Stars { get; set; }

    /// <summary>Plain text; may be empty.</summary>
    public required string Text { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Since when it is neither shown nor counted.</summary>
    public DateTimeOffset? HiddenAt { get; set; }

    public HidingReason? HiddenReason { get; set; }

    /// <summary>What staff wrote for staff.</summary>
    public string? HiddenNote { get; set; }

    public static Guid IdOf(Guid course, Guid userId) => ComputedId.Of($"learning.rating:{course}/{userId}");

    public static void Configure(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<CourseRating>(rating =>
        {
            rating.ToTable("ratings").Property(r => r.Id).ValueGeneratedNever();
            rating.Property<string>(Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
}
