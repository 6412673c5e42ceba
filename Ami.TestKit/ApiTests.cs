namespace Ami.TestKit;

/// <summary>How a class of <see cref="ApiTests{T}"/> starts its host, where the usual one does not do.</summary>
public interface IApiTests
{
    static virtual Task<ApiHost> StartHost() => ApiHost.Start();
}

/// <summary>
/// Tests that share one API, started once for the class <typeparamref name="T"/>. Each test takes people and data of its own and may move the clock forward, never
/// back; one that breaks what all stand on starts a host for itself.
/// </summary>
public abstract class ApiTests<T> : IApiTests
    where T : IApiTests
{
    private static ApiHost? _host;

    protected static ApiHost Host => _host ?? throw new InvalidOperationException("It starts with the class.");

    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task Start(TestContext _) => _host = await T.StartHost();

    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task Stop()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            // The class stays until the run is over, and what it holds stays with it.
            _host = null;
        }
    }
}

/// <summary>As <see cref="ApiTests{T}"/>, with an administrator and somebody of support, both freshly signed in whenever a test begins.</summary>
public abstract class StaffedApiTests<T> : ApiTests<T>
    where T : IApiTests
{
    private static SignedIn? _admin;
    private static SignedIn? _support;
    private static DateTimeOffset _signedInAt;

    protected static SignedIn Admin => _admin ?? throw new InvalidOperationException("They sign in with the class.");

    protected static SignedIn Support => _support ?? throw new InvalidOperationException("They sign in with the class.");

    [ClassInitialize(InheritanceBehavior.BeforeEachDerivedClass)]
    public static async Task SignUpStaff(TestContext _)
    {
        (_admin, _support) = (await Host.SignUpStaff("admin"), await Host.SignUpStaff("support"));
        _signedInAt = Host.Time.GetUtcNow();
    }

    [ClassCleanup(InheritanceBehavior.BeforeEachDerivedClass)]
    public static void ForgetStaff() => (_admin, _support) = (null, null);

    /// <summary>The test before may have let the sign-ins grow old.</summary>
    [TestInitialize]
    public async Task SignInAgain()
    {
        var now = Host.Time.GetUtcNow();
        if (now - _signedInAt > TimeSpan.FromMinutes(5))
        {
            (_admin, _support, _signedInAt) = (await ApiHost.SignIn(Admin), await ApiHost.SignIn(Support), now);
        }
    }
}
