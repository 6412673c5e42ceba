using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>What people ask for, what they are told, and how they come in.</summary>
internal sealed class GrowthDb(UnitOfWork unitOfWork) : ModuleDb(unitOfWork, "growth")
{
    public DbSet<FeedbackPost> Posts => Set<FeedbackPost>();

    public DbSet<FeedbackVote> Votes => Set<FeedbackVote>();

    public DbSet<Announcement> Announcements => Set<Announcement>();

    public DbSet<AnnouncementRead> AnnouncementReads => Set<AnnouncementRead>();

    public DbSet<RegistrationSettings> Registration => Set<RegistrationSettings>();

    public DbSet<WaitlistEntry> Waitlist => Set<WaitlistEntry>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Affiliate> Affiliates => Set<Affiliate>();

    public DbSet<AffiliateDay> AffiliateDays => Set<AffiliateDay>();

    public DbSet<AffiliateClick> Clicks => Set<AffiliateClick>();

    public DbSet<AffiliateSignUp> SignUps => Set<AffiliateSignUp>();

    public DbSet<AccountMark> AccountMarks => Set<AccountMark>();

    public DbSet<AccountMarking> AccountMarking => Set<AccountMarking>();

    public DbSet<CommissionRow> Commissions => Set<CommissionRow>();

    public DbSet<AffiliateSignal> Signals => Set<AffiliateSignal>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<FeedbackPost>(post =>
        {
            post.ToTable("feedback_posts");
            post.Property<string>(FeedbackPost.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<FeedbackVote>(vote =>
        {
            vote.ToTable("feedback_votes");
            vote.HasKey(v => new { v.PostId, v.UserId });
        });
        modelBuilder.Entity<Announcement>(announcement =>
        {
            announcement.ToTable("announcements");
            announcement.Property<string>(Announcement.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<AnnouncementRead>(read =>
        {
            read.ToTable("announcement_reads");
            read.HasKey(r => new { r.AnnouncementId, r.UserId });
        });
        modelBuilder.Entity<RegistrationSettings>(settings =>
        {
            settings.ToTable("registration");
            settings.HasKey(r => r.IsCurrent);
        });
        modelBuilder.Entity<WaitlistEntry>(entry =>
        {
            entry.ToTable("waitlist");
            entry.Property<string>(WaitlistEntry.Search).IsRequired().ValueGeneratedOnAddOrUpdate();
        });
        modelBuilder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitations");
            invitation.Ignore(i => i.Path);
        });
        modelBuilder.Entity<Affiliate>().ToTable("affiliates");
        modelBuilder.Entity<AffiliateDay>().ToTable("affiliate_days").HasKey(d => new { d.AffiliateId, d.Day });
        modelBuilder.Entity<AffiliateClick>().ToTable("affiliate_clicks").HasKey(c => c.TokenHash);
        modelBuilder.Entity<AffiliateSignUp>().ToTable("affiliate_sign_ups");
        modelBuilder.Entity<AccountMark>().ToTable("account_marks").HasKey(m => m.UserId);
        modelBuilder.Entity<AccountMarking>().ToTable("account_marking").HasKey(m => m.IsCurrent);
        modelBuilder.Entity<CommissionRow>().ToTable("affiliate_commissions");
        modelBuilder.Entity<AffiliateSignal>().ToTable("affiliate_signals");
    }
}
