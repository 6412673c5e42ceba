using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Ami.Modules.Learning;

/// <summary>Courses, cards, and what people did with them.</summary>
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
    }
}
