using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace Ami.Modules.Learning;

/// <summary>Courses, and what people did in them.</summary>
internal sealed class LearningDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "learning")
{
    public DbSet<Course> Courses => Set<Course>();

    public DbSet<CoursePrice> Prices => Set<CoursePrice>();

    public DbSet<Lesson> Lessons => Set<Lesson>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<Completion> Completions => Set<Completion>();

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
    }
}
