using Ami.Core;
using Ami.Modules.Identity.ApiKeys;
using Ami.Modules.Identity.Avatars;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Identity.Domain;
using Ami.Modules.Identity.Features;
using Ami.Modules.Identity.Jobs;
using Ami.Modules.Identity.Links;
using Ami.Modules.Identity.MyData;
using Ami.Modules.Identity.OAuth;
using Ami.Modules.Identity.Passwords;
using Ami.Modules.Identity.Registration;
using Ami.Modules.Identity.Sessions;
using Ami.Modules.Identity.Tokens;
using Ami.Modules.Identity.TwoFactor;
using Ami.Modules.Notifications.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ami.Modules.Identity;

/// <summary>Who people are: accounts, sessions, access tokens. See README.md in this folder.</summary>
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
        services.AddEvent<UserRegistered>();
        services.AddMessageKinds(IdentityMessages.All);
        services.AddMessageKinds(SecurityMessages.All);
        services.AddMessageKinds(SignInMessages.All);
        services.AddMessageKinds(StaffMessages.All);

        services.AddIdentityCore<User>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
        }).AddUserStore<UserStore<User, Role, IdentityDb, Guid>>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = configuration.GetValue("Identity:PasswordIterations", 210_000));
        services.AddPermissions(UserPermissions.Read, UserPermissions.Help, UserPermissions.Manage, UserPermissions.Impersonate);
        services.AddScoped<Accounts>();
        services.AddScoped<Features.Admin.StaffActs>();
        services.AddScoped<SendPasswordReset>();
        services.AddSingleton<PasswordWork>();
        services.AddSingleton<IdentityMetrics>();
        services.AddSingleton<IFigures, IdentityFigures>();

        services.AddSingleton<KeyRotation>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<RevokedSessions>();
        services.AddSingleton<SocketLife>();
        services.AddScoped<SessionStore>();
        services.AddScoped<Devices>();
        services.AddScoped<SecondSteps>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<Authenticators>();
        services.AddScoped<SignInThrottle>();
        services.AddScoped<ClientThrottle>();
        services.AddScoped<LinkStore>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<OtherWaysIn>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<EmailChange>();
        services.AddScoped<VerificationMail>();
        services.AddScoped<PendingRegistrations>();
        services.AddScoped<Register>();
        services.AddScoped<FinishRegistration>();
        services.AddSingleton(RegistrationMode.From(configuration));
        services.AddSingleton(provider => StaffSecondFactor.From(configuration, provider.GetRequiredService<IHostEnvironment>()));
        services.AddEventHandler<SignUpRequested, AnswerSignUp>("identity.answer-sign-up");
        services.AddEventHandler<PasswordResetRequested, SendPasswordReset>("identity.send-password-reset");
        services.AddEventHandler<EmailChangeRequested, SendEmailChange>("identity.send-email-change");
        services.AddMessageKinds(DeletionMessages.All);
        services.AddEvent<UserErased>();
        services.AddGrain<AccountErasureGrain>(AccountErasureGrain.Type);
        services.AddPersonalData<IdentityPersonalData>();
        services.AddSingleton<RunningExports>();
        services.AddScoped<AccountDeletion>();
        services.AddSingleton<ImageWork>();
        services.AddScoped<AvatarStore>();
        services.AddScoped<AccessGrants>();
        services.AddScoped<SignIn>();
        services.AddScoped<Login>();
        services.AddScoped(provider => new PersonDirectory(provider.GetRequiredService<IdentityDb>()));
        services.AddAuthentication(BearerHandler.Scheme).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null).AddProviders(configuration)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<RefusedAddresses>();
        services.AddApiScopes(ApiScope.Ping);
        services.AddPermissions(ApiKeyPermissions.Read, ApiKeyPermissions.Manage);
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Identity");
        var auth = api.MapGroup("/auth").AddEndpointFilter<SameOrigin>();
        Register.Map(auth);
        FinishRegistration.Map(auth);
        VerifyEmail.Map(auth);
        RestoreEmail.Map(auth);
        ForgotPassword.Map(auth);
        ResetPassword.Map(auth);
        ChangePassword.Map(api);
        ChangeEmail.Map(api);
        Login.Map(auth);
        Refresh.Map(auth);
        Logout.Map(auth);
        Confirm.Map(auth);
        SecondFactor.Map(auth);
        VerifySecondFactor.Map(auth);
        TrustedDevices.Map(auth);
        PublicKeys.Map(endpoints);
        Me.Map(api);
        Features.Admin.AdminEndpoints.Map(api);
        MySessions.Map(api);
        ExportMyData.Map(api);
        DeleteMyAccount.Map(api);
        ChangeAvatar.Map(api);
        GetAvatar.Map(api);
        ProviderSignIn.Map(auth);
        FinishProviderSignIn.Map(auth);
        SignInMethods.Map(api);
        Features.Internal.Ping.Map(api);
    }

    /// <inheritdoc/>
    public void AddBackground(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHostedService<SweepSessions>();
        services.AddHostedService<SweepAvatars>();
        services.AddHostedService<RotateKeys>();
        services.AddScoped<ICommand, SeedDemo>();
        services.AddScoped<ICommand, SeedUsers>();
        services.AddScoped<ICommand, GrantRole>();
        services.AddScoped<ICommand, RotateKeysCommand>();
    }
}
