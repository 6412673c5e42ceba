using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>How certificates and what their badges need stand in the database.</summary>
internal static class CertificateTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Certificate>(certificate =>
        {
            certificate.ToTable("certificates").Property(c => c.Id).ValueGeneratedNever();
            certificate.Property(c => c.StatusIndex).UseIdentityAlwaysColumn();
            certificate.Property(c => c.ExamPercent).HasPrecision(4, 1);
            certificate
                .Property(c => c.Lessons)
                .HasColumnType("jsonb")
                .HasConversion(value => QuestionJson.Write(value), text => QuestionJson.Read<System.Collections.Immutable.ImmutableArray<InBoth>>(text));
            certificate.Property<string>(Certificate.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
            certificate.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId);
        });
        modelBuilder.Entity<WithdrawnBadge>(badge =>
        {
            badge.ToTable("withdrawn_badges").HasKey(b => b.StatusIndex);
            badge.Property(b => b.StatusIndex).ValueGeneratedNever();
        });
        modelBuilder.Entity<BadgeKey>().ToTable("badge_keys").HasKey(k => k.Kid);
    }
}
