using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Ami.Modules.Learning;

/// <summary>Courses, cards, quizzes, and what people did with them.</summary>
internal sealed class LearningDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "learning")
{
    public DbSet<Course> Courses => Set<Course>();

    public DbSet<CoursePrice> Prices => Set<CoursePrice>();

    public DbSet<Lesson> Lessons => Set<Lesson>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<Completion> Completions => Set<Completion>();

    public DbSet<Card> Cards => Set<Card>();

    public DbSet<CardState> CardStates => Set<CardState>();

    public DbSet<CardReview> CardReviews => Set<CardReview>();

    public DbSet<Quiz> Quizzes => Set<Quiz>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<AttemptQuestion> AttemptQuestions => Set<AttemptQuestion>();

    public DbSet<Scene> Scenes => Set<Scene>();

    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<WithdrawnBadge> WithdrawnBadges => Set<WithdrawnBadge>();

    public DbSet<BadgeKey> BadgeKeys => Set<BadgeKey>();

    public DbSet<StudyDay> StudyDays => Set<StudyDay>();

    public DbSet<EarnedPoints> Experience => Set<EarnedPoints>();

    public DbSet<EarnedWeek> ExperienceWeeks => Set<EarnedWeek>();

    public DbSet<GivenAchievement> Achievements => Set<GivenAchievement>();

    public DbSet<Player> Players => Set<Player>();

    public DbSet<Friendship> Friendships => Set<Friendship>();

    public DbSet<Note> Notes => Set<Note>();

    public DbSet<Bookmark> Bookmarks => Set<Bookmark>();

    public DbSet<CourseRating> Ratings => Set<CourseRating>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<PostVote> PostVotes => Set<PostVote>();

    public DbSet<PostReport> PostReports => Set<PostReport>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Course>(course =>
        {
            course.ToTable("courses");
            course.Property<NpgsqlTsVector>(Course.SearchEs).IsRequired().ValueGeneratedOnAddOrUpdate();
            course.Property<NpgsqlTsVector>(Course.SearchEn).IsRequired().ValueGeneratedOnAddOrUpdate();
            course.Property<string>(Course.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
            course.Ignore(c => c.Product);
            course.HasMany(c => c.Prices).WithOne().HasForeignKey(p => p.CourseId);
            course.HasMany(c => c.Lessons).WithOne().HasForeignKey(l => l.CourseId);
        });
        modelBuilder.Entity<CoursePrice>().ToTable("course_prices").HasKey(p => new { p.CourseId, p.Currency });
        modelBuilder.Entity<Lesson>(lesson =>
        {
            lesson.ToTable("lessons");
            lesson.Property(l => l.Id).ValueGeneratedNever();
        });
        modelBuilder.Entity<Enrolment>().ToTable("enrolments").HasKey(e => new { e.CourseId, e.UserId });
        modelBuilder.Entity<Completion>().ToTable("completions").HasKey(c => new { c.LessonId, c.UserId });
        modelBuilder.Entity<Card>(card =>
        {
            card.ToTable("cards");
            card.Property(c => c.Id).ValueGeneratedNever();
            card.HasOne<Lesson>().WithMany().HasForeignKey(c => c.LessonId);
        });
        modelBuilder.Entity<CardState>(state =>
        {
            state.ToTable("card_states").HasKey(s => new { s.UserId, s.CardId });
            state.Ignore(s => s.Memory);
        });
        modelBuilder.Entity<CardReview>(review =>
        {
            review.ToTable("card_reviews").HasKey(r => new { r.UserId, r.Id });
            review.Ignore(r => r.Before);
        });
        ConfigureQuizzes(modelBuilder);
        CertificateTables.Configure(modelBuilder);
        ExperienceTables.Configure(modelBuilder);
        Note.Configure(modelBuilder);
        CourseRating.Configure(modelBuilder);
        Post.Configure(modelBuilder);
    }

    private static void ConfigureQuizzes(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Quiz>(quiz =>
        {
            quiz.ToTable("quizzes").HasKey(q => q.LessonId);
            quiz.HasOne<Lesson>().WithOne().HasForeignKey<Quiz>(q => q.LessonId);
            AsJson(quiz.Property(q => q.Draw));
        });
        modelBuilder.Entity<Question>(question =>
        {
            question.ToTable("questions").Property(q => q.Id).ValueGeneratedNever();
            AsJson(question.Property(q => q.Content));
            AsJson(question.Property(q => q.Solution));
        });
        modelBuilder.Entity<Attempt>(attempt =>
        {
            attempt.ToTable("attempts").Property(a => a.Id).ValueGeneratedNever();
            attempt.Ignore(a => a.Score);
            attempt.HasMany(a => a.Questions).WithOne().HasForeignKey(q => q.AttemptId);
        });
        modelBuilder.Entity<AttemptQuestion>(question =>
        {
            question.ToTable("attempt_questions").HasKey(q => new { q.AttemptId, q.Position });
            question.HasOne(q => q.Question).WithMany().HasForeignKey(q => q.QuestionId);
            question.Property(q => q.Answer).HasColumnType("jsonb").HasConversion(a => QuestionJson.Write(a), text => QuestionJson.Read<QuestionAnswer>(text));
            question.Ignore(q => q.IsPlayed);
        });
        modelBuilder.Entity<Scene>(scene =>
        {
            scene.ToTable("scenes").HasKey(s => new { s.AttemptId, s.Position });
            scene.HasOne<AttemptQuestion>().WithOne().HasForeignKey<Scene>(s => new { s.AttemptId, s.Position });
            scene.Property(s => s.Tape).HasColumnType("jsonb").HasConversion(tape => SceneJson.Write(tape), text => SceneJson.Read<SceneTape>(text));
            scene
                .Property(s => s.Moves)
                .HasColumnType("jsonb")
                .HasConversion(moves => SceneJson.Write(moves), text => SceneJson.Read<ImmutableArray<SceneMove>>(text));
            scene.Property(s => s.Result).HasColumnType("jsonb").HasConversion(result => SceneJson.Write(result), text => SceneJson.Read<SceneOutcome>(text));
        });
    }

    private static void AsJson<T>(PropertyBuilder<T> property) =>
        property.HasColumnType("jsonb").HasConversion(value => QuestionJson.Write(value), text => QuestionJson.Read<T>(text));
}
