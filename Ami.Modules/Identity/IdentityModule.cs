using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ami.Modules.Identity;

/// <summary>Who people are: accounts, ways to sign in, sessions, access tokens, and what staff do with accounts. See README.md in this folder.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Identity";

    /// <inheritdoc/>
    public bool IsEssential => true;

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<IdentityDb>();
        services.AddSingleton<IdentityMetrics>();
        services.AddSingleton<IFigures, IdentityFigures>();
        AddAccounts(services, configuration);
        AddTokens(services);
        AddSigningIn(services, configuration);
        AddOwnData(services);
        AddStaff(services, configuration);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Identity");
        var auth = api.MapGroup("/auth").AddEndpointFilter<SameOrigin>();
        PublicKeys.Map(endpoints);

        Register.Map(auth);
        FinishRegistration.Map(auth);
        VerifyEmail.Map(auth);
        RestoreEmail.Map(auth);
        ForgotPassword.Map(auth);
        ResetPassword.Map(auth);

        Login.Map(auth);
        VerifySecondFactor.Map(auth);
        ProviderSignIn.Map(auth);
        FinishProviderSignIn.Map(auth);
        Refresh.Map(auth);
        Confirm.Map(auth);
        Logout.Map(auth);

        Me.Map(api);
        ChangeAvatar.Map(api);
        GetAvatar.Map(api);
        ChangeEmail.Map(api);
        ChangePassword.Map(api);
        TwoStepSignIn.Map(auth);
        TrustedDevices.Map(auth);
        SignInMethods.Map(api);
        MySessions.Map(api);
        ExportMyData.Map(api);
        DeleteMyAccount.Map(api);
        WhatIsInTheWay.Map(api);
        GetPrivacy.Map(api);

        AdminEndpoints.Map(api);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSchedule<SweepSessions>("identity.sweep-sessions", "0 17 * * * ?", (job, run, ct) => job.Sweep(run, ct));
        services.AddSchedule<SweepAvatars>("identity.sweep-avatars", "0 23 3 * * ?", async (job, run, ct) => run.Did(await job.Sweep(ct)));
        services.AddSchedule<KeyRotationSchedule>("identity.rotate-keys", "0 37 * * * ?", (job, run, ct) => job.WhenDue(run, ct));
        services.AddHostedService<AddressRepair>();
        services.AddScoped<ICommand, SeedDemo>();
        services.AddScoped<ICommand, SeedUsers>();
        services.AddScoped<ICommand, GrantRole>();
        services.AddScoped<ICommand, RotateKeysCommand>();
    }

    /// <summary>Accounts, their addresses and passwords.</summary>
    private static void AddAccounts(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ILookupNormalizer, AddressNormalizer>();
        services
            .AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<UserStore<User, Role, IdentityDb, Guid>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = configuration.GetValue("Identity:PasswordIterations", 210_000));
        services.AddSingleton(RegistrationMode.From(configuration));
        services.AddSingleton<PasswordWork>();
        services.AddScoped<Admission>();
        services.AddScoped<Accounts>();
        services.AddScoped<Profiles>();
        services.AddScoped<IPersonDirectory, PersonDirectory>();
        services.AddSingleton<ChangedPlans>();
        services.AddSingleton<ICurrentPlans>(provider => provider.GetRequiredService<ChangedPlans>());
        services.AddScoped<AccountPlans>();
        services.AddScoped<IPaidPlans>(provider => provider.GetRequiredService<AccountPlans>());
        services.AddEndpointRule<PlanRequired, PlanRule>();
        services.AddScoped<LinkStore>();
        services.AddScoped<PendingRegistrations>();
        services.AddScoped<Register>();
        services.AddScoped<FinishRegistration>();
        services.AddScoped<VerificationMail>();
        services.AddScoped<AccountAddress>();
        services.AddScoped<PasswordReplacement>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<OtherWaysIn>();
        services.AddScoped<SendPasswordReset>();
        services.AddEvent<UserRegistered>();
        services.AddEvent<AddressChanged>();
        services.AddEventHandler<SignUpRequested, AnswerSignUp>("identity.answer-sign-up");
        services.AddEventHandler<PasswordResetRequested, SendPasswordReset>("identity.send-password-reset");
        services.AddEventHandler<EmailChangeRequested, SendEmailChange>("identity.send-email-change");
        services.AddMessageKinds(IdentityMessages.All);
    }

    private static void AddTokens(IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<AccessTokens>();
        services.AddScoped<AccessGrants>();
    }

    /// <summary>Every way to sign in, what slows guessing down, and the sessions that come of it.</summary>
    private static void AddSigningIn(IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuthentication(BearerSetup.Scheme).AddAccessTokens().AddProviders(configuration);
        services.AddScoped<SignIn>();
        services.AddScoped<Login>();
        services.AddScoped<SignInThrottle>();
        services.AddScoped<ClientThrottle>();
        services.AddScoped<WaitingSignIns>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<Authenticators>();
        services.AddScoped<Devices>();
        services.AddScoped<SessionStore>();
        services.AddEndpointRule<FreshSignInRequired, FreshSignInRule>();
        services.AddEndpointRule<ImpersonationRefused, ImpersonationRule>();
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<SocketLife>();
        services.AddMessageKinds(SecurityMessages.All);
        services.AddMessageKinds(SignInMessages.All);
    }

    /// <summary>Pictures, taking one's data along, leaving.</summary>
    private static void AddOwnData(IServiceCollection services)
    {
        services.AddSingleton<ImageWork>();
        services.AddScoped<AvatarStore>();
        services.AddSingleton<RunningExports>();
        services.AddPersonalData<IdentityPersonalData>();
        services.AddScoped<WhatIsInTheWay>();
        services.AddScoped<AccountDeletion>();
        services.AddEvent<UserErased>();
        services.AddMessageKinds(DeletionMessages.All);
    }

    private static void AddStaff(IServiceCollection services, IConfiguration configuration)
    {
        services.AddPermissions(UserPermissions.All);
        services.AddSingleton<RolePermissions>();
        services.AddSingleton<IRolePermissions>(provider => provider.GetRequiredService<RolePermissions>());
        services.AddScoped<Administrators>();
        services.AddScoped<RoleHolders>();
        services.AddScoped<RoleEditing>();
        services.AddSingleton(provider => StaffSecondFactor.From(configuration, provider.GetRequiredService<IHostEnvironment>()));
        services.AddScoped<StaffActs>();
        services.AddMessageKinds(StaffMessages.All);
    }
}
