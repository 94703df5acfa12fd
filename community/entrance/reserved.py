"""Words nobody is called: addresses of the site, people who speak for the club, and the club itself.

The words of addresses are those that others learned to reserve (their union is also the list we are tested
against); words of authority are refused also as a part of a name, in the three languages of the club.
"""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADDRESSES = words(
    """
    0 about access account accounts activate activities activity ad add address ads adult advertising
    affiliate affiliates ajax all alpha analysis analytics android anon anonymous api app apps archive
    archives article asct asset atom auth authentication avatar backup balancer-manager banner banners beta
    billing bin blog blogs board boards book bookmark bot bots bug business cache cadastro calendar call
    campaign cancel captcha career careers cart categories category cgi cgi-bin changelog chat check
    checking checkout client cliente clients code codereview comercial comment comments communities
    community company compare compras config configuration connect contact contact-us contact_us contactus
    contest contribute contributions corp create css dashboard data db default delete demo design designer
    destroy dev devel developer developers diagram diary dict dictionary die dir direct_messages directory
    dist doc docs documentation domain download downloads ecommerce edit editor edu education email
    employment empty end enterprise entries entry error errors eval event everyone everybody exit explore
    facebook faq favorite favorites feature features feed feedback feeds file files first flash fleet fleets
    flog follow followers following forgot forgotten form forum forums free friend friends ftp gadget
    gadgets game games get ghost gift gifts gist github graph group groups guest guests healthz here help
    home homepage host hosting hostname howto hpg html http httpd https i iamges icon icons id idea ideas
    image images imap img index indice info information inquiry instagram intranet invitation invitations
    invite ipad iphone irc is issue issues it item items java javascript job jobs join js json jump
    knowledgebase language languages last ldap-status legal license link links linux list lists live
    livestream log log-in log-out log_in log_out login logout logs m mac mail mail1 mail2 mail3 mail4 mail5
    mailer mailing maintenance manual map maps marketing me media member members message messages messenger
    metrics microblog microblogs mine mis mob mobile movie movies mp3 msg msn music musicas mx my mysql name
    named nan navi navigation net network new news newsletter nick nickname notes noticias notification
    notifications notify ns ns1 ns2 ns3 ns4 ns5 ns6 ns7 ns8 ns9 ns10 nobody null oauth oauth_clients offer
    offers old online openid order orders organization organizations overview page pager pages panel
    passport password payment perl phone photo photoalbum photos php phpmyadmin phppgadmin phpredisadmin pic
    pics ping plan plans plugin plugins policy pop pop3 popular portal post postfix posts pr premium press
    price pricing privacy privacy-policy privacy_policy privacypolicy private product products profile
    programme project projects promo pub public purchase purchases purpose put python query random ranking
    read readme readyz recent recruit recruitment register registration release remove replies report
    reports repositories repository req request requests reset roc room rooms rss ruby rule sag sale sales
    sample samples save school script scripts search secure security self send server server-info
    server-status session sessions setting settings setup share shop show sign-in sign-out sign-up sign_in
    sign_out sign_up signin signout signup site sitemap sites smartphone smtp socket source spec special sql
    src ssh ssl stage staging standing start stat state static stats status store stores stories story
    stream streams style styleguide stylesheet stylesheets subdomain subscribe subscriptions suporte svn swf
    sys system tablet tablets tag talk task tasks tech telnet term terms terms-of-service terms_of_service
    termsofservice test test1 test2 test3 teste testing tests theme themes thread threads tmp todo token
    tokens tool tools top topic topics tos tour translations trends trips tutorial tux tv twitter undef
    undefined unfollow unknown unsubscribe update upload uploads url usage user username users usuario
    vendas ver version video videos visitor watch weather web webhook webhooks webmail website websites
    welcome widget widgets wiki win windows word work works workshop ww wws www www1 www2 www3 www4 www5
    www6 www7 wwws wwww xfn xml xmpp xpg xxx yaml year yml you yourdomain yourname yoursite yourusername
    """
)

# Whoever has one of these in the name, with anything around it, would be believed to speak for the club.
AUTHORITIES = words(
    """
    admin administrator moderator moderation webmaster hostmaster postmaster sysadmin sysop superuser official
    concierge programme_manager service_manager customer_service customer_care helpdesk apass memberszone
    管理员 管理員 管理团队 管理團隊 版主 客服 官方 系统 系統 工作人员 工作人員
    俱乐部 俱樂部 会员专区 會員專區 会员中心 會員中心
    """
)

# Everyday words of authority: refused alone, with signs and numbers around them, or among themselves. The
# Vietnamese ones stand here because their syllables are also those of real names.
OFFICES = words(
    """
    adm mod mods root staff staffs team teams support soporte service services manager managers operator
    owner owners founder ceo boss master security trust safety billing abuse curator club theclub zone
    members member
    quảntrị quảntrịviên điềuhànhviên bantổchức banquảntrị kiểmduyệtviên hỗtrợ hỗtrợviên
    hỗtrợkháchhàng chămsóckháchhàng cskh nhânviên chínhthức câulạcbộ hệthống
    """
)

# Words that only happen to hold one of the above.
HARMLESS = frozenset({"badminton"})

# Addresses that are also what people are called: reserved as handles, welcome as names.
CALLED_SO = words("call die home mac my nan page pop post read roc rule sale stage story win")
