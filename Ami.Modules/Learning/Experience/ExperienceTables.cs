using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>How experience, and who compares it, stand in the database.</summary>
internal static class ExperienceTables
{
    public static void Configure(ModelBuilder modelBuilder)
    {
        modelBuilder
            .Entity<StudyDay>()
            .ToTable("study_days")
            .HasKey(day => new
            {
                day.UserId,
                day.Day,
                day.TimeZone,
            });
        modelBuilder
            .Entity<EarnedPoints>()
            .ToTable("experience")
            .HasKey(earned => new
            {
                earned.UserId,
                earned.Kind,
                earned.Source,
            });
        modelBuilder.Entity<EarnedWeek>().ToTable("experience_weeks").HasKey(week => new { week.UserId, week.Week });
        modelBuilder.Entity<GivenAchievement>().ToTable("achievements").HasKey(given => new { given.UserId, given.Key });
        modelBuilder.Entity<Player>().ToTable("players").HasKey(player => player.UserId);
        modelBuilder.Entity<Friendship>(friendship =>
        {
            friendship.ToTable("friendships").Property(f => f.Id).ValueGeneratedNever();
            friendship.HasOne<Player>().WithMany().HasForeignKey(f => f.AskedBy);
            friendship.HasOne<Player>().WithMany().HasForeignKey(f => f.Asked);
        });
    }
}
